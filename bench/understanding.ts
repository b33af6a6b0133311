import { createClassifier, readExamples, readRows } from '../dialogs/understanding/classifier.ts';
import type { Figure } from './figure.ts';
import { percentile } from './statistics.ts';

const EXAMPLES = new URL('../dialogs/understanding/examples/', import.meta.url);

/** What it costs to learn the intents at start and to recognise one. */
export async function measureUnderstanding(): Promise<readonly Figure[]> {
  const startedAt = performance.now();
  const classifier = createClassifier(readExamples(new URL('train.tsv', EXAMPLES)));
  const learningMs = performance.now() - startedAt;
  const texts = readRows(new URL('nlu-dev.tsv', EXAMPLES)).map(({ text }) => text);
  const times = [...texts, ...texts, ...texts].map((text) => {
    const before = performance.now();
    classifier.classify(text);
    return performance.now() - before;
  });
  const warm = times.slice(texts.length);
  return [
    { name: 'understanding: learning the examples, once', measured: learningMs, unit: 'ms' },
    { name: 'understanding: a classification, p50', measured: percentile(warm, 0.5), unit: 'ms' },
    { name: 'understanding: a classification, p99', measured: percentile(warm, 0.99), unit: 'ms' },
  ];
}
