import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second on every Linux that Node runs on. */
const TICK_MS = 10;
const KIB_A_MIB = 1024;

/** The process and everything that it started, by `/proc`. */
export function listFamily(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (fields) {
      parents.set(Number(name), Number(fields[1]));
    }
  }
  const family = [pid];
  for (const member of family) {
    family.push(...[...parents].filter(([, parent]) => parent === member).map(([child]) => child));
  }
  return family;
}

/** Processor time of living processes and of the children that they have buried, in milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  return sum(
    pids.map((pid) => {
      const ticks = readStat(pid)?.slice(11, 15) ?? [];
      return sum(ticks.map(Number)) * TICK_MS;
    }),
  );
}

/** Memory in MiB: all of a process's own pages and its share of those that several use (PSS). */
export function memoryMib(pids: readonly number[]): number {
  return sum(pids.map((pid) => readMemoryMib(pid, 'Pss')));
}

/** Memory in MiB of one process, with all of what it shares with others (RSS). */
export function residentMib(pid: number): number {
  return readMemoryMib(pid, 'Rss');
}

function readMemoryMib(pid: number, field: 'Pss' | 'Rss'): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readOrEmpty(`/proc/${pid}/smaps_rollup`));
  return Number(found?.[1] ?? 0) / KIB_A_MIB;
}

/** The fields after the name, which may hold spaces; the first is the state. */
function readStat(pid: number): string[] | null {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat === '' ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
