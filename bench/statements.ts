import pg from 'pg';
import { Citizens } from './citizens.ts';
import { startEngine } from './engine.ts';
import type { Figure } from './figure.ts';

const DURATION_MS = 2000;
/** PostgreSQL writes a session's counts down once a second at most. */
const COUNTS_LATE_MS = 1200;

const STEPS = [
  { name: 'storing what arrived', like: '%receive_events%' },
  { name: 'opening the turn', like: '%open_turns%' },
  { name: 'committing the turn', like: '%commit_turns%' },
  { name: 'claiming and settling what is sent', like: '%outbox%' },
  { name: 'telling other processes', like: '%pg_notify%' },
] as const;

/** What a turn costs the database, counted by the database, in a run of its own because counting costs too. */
export async function countStatements(): Promise<readonly Figure[]> {
  const engine = await startEngine({ shared_preload_libraries: 'pg_stat_statements' });
  const admin = new pg.Client({ connectionString: engine.adminUrl });
  await admin.connect();
  await admin.query('CREATE EXTENSION pg_stat_statements');
  const alone = await count(admin, await Citizens.open(engine, 1), 1);
  const together = await count(admin, await Citizens.open(engine, 16), 16);
  await admin.end();
  await engine.stop();
  return [...alone, ...together];
}

async function count(admin: pg.Client, citizens: Citizens, people: number): Promise<readonly Figure[]> {
  await citizens.talk(people, DURATION_MS / 4);
  const before = await readCounts(admin);
  await admin.query('SELECT pg_stat_statements_reset()');
  const { length: turns } = await citizens.talk(people, DURATION_MS);
  const after = await readCounts(admin);
  const who = people === 1 ? 'one conversation' : `${people} at once`;
  return [
    { name: `statements a turn, ${who}`, measured: (await sumCalls(admin)) / turns, unit: '' },
    { name: `commits a turn, ${who}`, measured: (after.commits - before.commits) / turns, unit: '' },
    { name: `flushes to disk a turn, ${who}`, measured: (after.flushes - before.flushes) / turns, unit: '' },
    ...(people === 1 ? [] : await timeSteps(admin, turns)),
  ];
}

async function readCounts(admin: pg.Client): Promise<{ commits: number; flushes: number }> {
  await new Promise((resolve) => setTimeout(resolve, COUNTS_LATE_MS));
  const { rows } = await admin.query<{ commits: number; flushes: number }>(
    `SELECT xact_commit::int AS commits, (SELECT wal_sync::int FROM pg_stat_wal) AS flushes
     FROM pg_stat_database WHERE datname = current_database()`,
  );
  return rows[0] ?? { commits: 0, flushes: 0 };
}

async function sumCalls(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `SELECT sum(calls)::int AS n FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query NOT LIKE '%pg_stat_%'`,
  );
  return rows[0]?.n ?? 0;
}

async function timeSteps(admin: pg.Client, turns: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, like } of STEPS) {
    const { rows } = await admin.query<{ ms: number }>(
      `SELECT coalesce(sum(total_exec_time), 0)::float8 AS ms FROM pg_stat_statements WHERE query LIKE $1`,
      [like],
    );
    figures.push({ name: `  in the database, ${name}`, measured: (rows[0]?.ms ?? 0) / turns, unit: 'ms' });
  }
  return figures;
}
