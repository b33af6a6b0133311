import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import sharp from 'sharp';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { DemoColleague, DemoFileKind, KeptDemoFile } from '../../prisma/seed/demo/demo-part.ts';
import type { Chance } from '../../prisma/seed/demo/random.ts';
import { type SeededDemo, seedDemo } from '../../prisma/seed/demo/seed-demo.ts';
import { loadEntity } from '../../prisma/seed/seed-entity.ts';
import { writeStored } from '../backup/stored-files.ts';
import type { Config } from '../config.ts';
import { openStorage } from './storage.ts';

type Options = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pqrsCount: number;
  /** Gives a colleague a password of one time; returns its hash. */
  readonly admit: (colleague: DemoColleague) => Promise<string>;
};

/** Fills the installation of the settings with the demo; null, and nothing is done, when it has PQRS already. */
export async function fillWithDemo({
  config,
  clock,
  log,
  pqrsCount,
  admit,
}: Options): Promise<SeededDemo | null> {
  const storage = await openStorage(config, log);
  try {
    const { profile, barrios } = await loadEntity(storage.database, config.entity);
    const hmac = storage.keys.hmac('verification');
    return await seedDemo(storage.url, {
      now: clock.now(),
      profile,
      barrios,
      calendar: createBusinessCalendar({ localNonBusinessDays: profile.localNonBusinessDays }),
      hmac: (data) => hmac(data).toString('hex'),
      pqrsCount,
      admit,
      keepFile: (key, kind, chance) => keepFile(config.filesDir, { key, kind, chance }),
    });
  } finally {
    await storage.stop();
  }
}

type Wanted = { readonly key: string; readonly kind: DemoFileKind; readonly chance: Chance };

async function keepFile(folder: string, { key, kind, chance }: Wanted): Promise<KeptDemoFile> {
  const bytes = kind === 'image/jpeg' ? await drawPhoto(chance) : writePaper(chance);
  await writeStored(folder, key, oneOf(bytes));
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const EARTH = ['#8a6d4b', '#6f7f86', '#a58d6f', '#54646b'] as const;
const WATER = ['#3f7fa6', '#7c6a3d', '#2f5f52'] as const;

/** A street and a puddle, as far as a demo needs them. */
async function drawPhoto(chance: Chance): Promise<Uint8Array> {
  const [x, y, width] = [chance.between(60, 260), chance.between(130, 200), chance.between(40, 120)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">
    <rect width="320" height="240" fill="${chance.pick(EARTH)}"/><rect width="320" height="90" fill="#b9cbd6"/>
    <ellipse cx="${x}" cy="${y}" rx="${width}" ry="${width / 3}" fill="${chance.pick(WATER)}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}

/** The smallest PDF with a line of text. */
function writePaper(chance: Chance): Uint8Array {
  const text = `Factura de demostracion ${chance.between(100_000, 999_999)}`;
  const stream = `BT /F1 14 Tf 40 150 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  const starts = objects.map((_, index) => '%PDF-1.4\n'.length + objects.slice(0, index).join('').length);
  const body = `%PDF-1.4\n${objects.join('')}`;
  const rows = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
}
