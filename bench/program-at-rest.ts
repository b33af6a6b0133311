import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataDirIn, homeIn } from '../prisma/server/cluster.ts';
import type { Figure } from './figure.ts';
import { cpuMs, listFamily, memoryMib } from './processes.ts';
import { type Program, startProgram } from './program.ts';
import { median } from './statistics.ts';

const ROUNDS = 3;
const SETTLE_MS = 5000;
const REST_MS = 10_000;
const AIMED_MIB = 220;

/** Starting on an empty folder and on a used one, and what the program costs while nobody writes. */
export async function measureProgramAtRest(): Promise<readonly Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  let rest: readonly Figure[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-start-'));
    const first = await startProgram(dataDir);
    cold.push(first.startMs);
    await first.stop();
    const second = await startProgram(dataDir);
    warm.push(second.startMs);
    rest = round === ROUNDS ? await measureRest(second, dataDir) : rest;
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  return [
    { name: 'start on an empty data folder', measured: median(cold), unit: 'ms' },
    { name: 'start on a used data folder', measured: median(warm), unit: 'ms' },
    ...rest,
  ];
}

/** PostgreSQL runs in a session of its own, so that Ctrl-C does not reach it: it is found by its data folder. */
async function measureRest({ pid }: Program, dataDir: string): Promise<readonly Figure[]> {
  await sleep(SETTLE_MS);
  const postmaster = readFileSync(join(dataDirIn(homeIn(dataDir)), 'postmaster.pid'), 'utf8');
  const postgres = listFamily(Number.parseInt(postmaster, 10));
  const family = [pid, ...postgres];
  const before = cpuMs(family);
  await sleep(REST_MS);
  const used = cpuMs(family) - before;
  return [
    { name: 'memory at rest (PSS): program', measured: memoryMib([pid]), unit: 'MiB' },
    {
      name: `memory at rest (PSS): ${postgres.length} of PostgreSQL`,
      measured: memoryMib(postgres),
      unit: 'MiB',
    },
    {
      name: 'memory at rest (PSS): all',
      measured: memoryMib(family),
      unit: 'MiB',
      against: { kind: 'at most', value: AIMED_MIB },
    },
    { name: 'processor at rest, all', measured: (used / REST_MS) * 100, unit: '% of one' },
  ];
}
