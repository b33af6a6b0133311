import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { applyMigrations } from '../../prisma/migrate.ts';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import { silentLog } from '../support/log.ts';
import { WhatsAppCity } from '../support/whatsapp-city.ts';
import { freePort } from './free-port.ts';
import { runKillLoop } from './kill-loop.ts';
import { runWhatsAppLoop } from './whatsapp-loop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    citizens: { type: 'string', default: '8' },
    'postgres-every': { type: 'string', default: '10' },
    /** `web`, `whatsapp`, or both. */
    channel: { type: 'string', default: 'both' },
  },
});

const say = (words: string): void => void process.stdout.write(`${words}\n`);

const dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-torture-'));
const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
let failed = true;
try {
  const whatsapp = values.channel === 'web' ? [] : await tortureWhatsApp();
  const web = values.channel === 'whatsapp' ? [] : await tortureWeb();
  failed = whatsapp.length + web.length > 0;
} finally {
  await server.stop();
  if (failed) {
    say(`what was stored is kept in ${dataDir}`);
  } else {
    await rm(dataDir, { recursive: true, force: true });
  }
}
process.exit(failed ? 1 : 0);

async function tortureWeb(): Promise<readonly string[]> {
  const report = await runKillLoop({
    databaseUrl: server.url,
    dataDir,
    port: await freePort(),
    kills: Number(values.kills),
    seed: Number(values.seed),
    citizens: Number(values.citizens),
    withRandom: true,
    killPostgres: {
      kill: killServer,
      everyRounds: Number(values['postgres-every']),
    },
    onRound: say,
  });
  tell(report);
  return report.violations;
}

/** Its own database on the same server: nothing of one loop is seen by the other. */
async function tortureWhatsApp(): Promise<readonly string[]> {
  const url = new URL(server.url);
  url.pathname = '/whatsapp';
  await execute(server.url, 'CREATE DATABASE whatsapp');
  await applyMigrations({ database: { connectionString: url.href }, log: silentLog });
  const city = await WhatsAppCity.open({ url: url.href, drop: async () => undefined });
  await city.link();
  const kills = Number(values.kills);
  const report = await runWhatsAppLoop({
    city,
    killsAPoint: Math.ceil(kills / 4 / 11),
    randomKills: Math.ceil((kills * 3) / 4),
    drops: 40,
    terminations: 100,
    talkers: 3,
    filers: 2,
    thinkMs: 80,
    seed: Number(values.seed),
    onRound: say,
  });
  await city.close();
  tell(report);
  return report.violations;
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}

type Report = {
  readonly kills: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  readonly [figure: string]: unknown;
};

function tell({ violations, kills, ...figures }: Report): void {
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
