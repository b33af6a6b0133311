import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Learned } from './classifier.ts';

/** Where the build leaves what was learned: beside the code and the examples that it was learned with. */
const FILE = new URL('./learned.bin', import.meta.url);
const UNFINISHED = new URL('./learned.bin.part', import.meta.url);
/** Whatever changes here may change what is learned. */
const SOURCES = [new URL('./', import.meta.url), new URL('./examples/', import.meta.url)];

const LENGTH_BYTES = 4;
const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;

type Header = { readonly labels: readonly string[]; readonly slots: number; readonly bayes: unknown };

/** What the build has learned; null when there is nothing, or when a source is newer and it must be learned again. */
export function findLearned(): Learned | null {
  const madeAt = changedAt(FILE);
  return madeAt === null || SOURCES.some((folder) => newestIn(folder) > madeAt)
    ? null
    : parse(readFileSync(FILE));
}

/** Keeps what was learned for every later start. */
export function writeLearned({ linear, bayes }: Learned): void {
  const header: Header = {
    labels: linear.labels,
    slots: linear.rarity.length,
    // The examples themselves are not needed any more.
    bayes: { ...bayes, docs: [] },
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  writeFileSync(UNFINISHED, Buffer.concat([length, text, bytesOf(linear.rarity), bytesOf(linear.weights)]));
  renameSync(UNFINISHED, FILE);
}

function parse(file: Buffer): Learned {
  const end = LENGTH_BYTES + file.readUInt32LE();
  const { labels, slots, bayes } = JSON.parse(file.toString('utf8', LENGTH_BYTES, end)) as Header;
  // Numbers must begin at a multiple of their size, wherever the header ends.
  const numbers = new Float32Array(new Uint8Array(file.subarray(end)).buffer);
  return {
    linear: { labels, rarity: numbers.slice(0, slots), weights: numbers.slice(slots) },
    bayes: BayesClassifier.restore(bayes),
  };
}

function bytesOf({ buffer, byteOffset, length }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, length * NUMBER_BYTES);
}

function newestIn(folder: URL): number {
  const names = readdirSync(folder).filter((name) => !name.startsWith('learned.bin'));
  return Math.max(...names.map((name) => changedAt(new URL(name, folder)) ?? 0));
}

function changedAt(file: URL): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
