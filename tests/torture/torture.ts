import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import { silentLog } from '../support/log.ts';
import { freePort } from './free-port.ts';
import { type KillLoopReport, runKillLoop } from './kill-loop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    citizens: { type: 'string', default: '8' },
    'postgres-every': { type: 'string', default: '10' },
  },
});

const say = (words: string): void => void process.stdout.write(`${words}\n`);

const dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-torture-'));
const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
let failed = true;
try {
  const report = await runKillLoop({
    databaseUrl: server.url,
    dataDir,
    port: await freePort(),
    kills: Number(values.kills),
    seed: Number(values.seed),
    citizens: Number(values.citizens),
    from: 'dist',
    withRandom: true,
    killPostgres: {
      kill: killServer,
      everyRounds: Number(values['postgres-every']),
    },
    onRound: say,
  });
  tell(report);
  failed = report.violations.length > 0;
} finally {
  await server.stop();
  if (failed) {
    say(`what was stored is kept in ${dataDir}`);
  } else {
    await rm(dataDir, { recursive: true, force: true });
  }
}
process.exit(failed ? 1 : 0);

function tell({ violations, kills, ...figures }: KillLoopReport): void {
  say(`\nseed ${values.seed}`);
  for (const [name, figure] of Object.entries({ ...prefixed(kills), ...figures })) {
    say(`${name.padEnd(24)} ${figure}`);
  }
  say(`${'violations'.padEnd(24)} ${violations.length}`);
  for (const violation of violations.slice(0, 50)) {
    say(`  ${violation}`);
  }
}

function prefixed(kills: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(kills).map(([where, count]) => [`kills ${where}`, count]));
}

/** One that is dead already need not be killed. */
function killServer(): void {
  try {
    process.kill(server.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      throw error;
    }
  }
}
