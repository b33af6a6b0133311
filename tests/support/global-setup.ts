import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findLearned, writeLearned } from '../../dialogs/understanding/learned-file.ts';
import { learnAgain } from '../../dialogs/understanding/trained.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { dataDirIn, homeIn } from '../../prisma/server/cluster.ts';
import { findPostmaster, isProcessAlive } from '../../prisma/server/postmaster.ts';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import { findPackaged } from './browser.ts';
import { silentLog } from './log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the whole run shares, for creating and dropping databases. */
    adminUrl: string;
    /** A database with every migration applied, to be copied and never connected to. */
    templateDatabase: string;
  }
}

const FOLDER_PREFIX = 'vecino-tests-';

type Server = { readonly url: string; readonly stop: () => Promise<void> };

/** One PostgreSQL for the whole run: `DATABASE_URL` (its role must be able to create databases), else one of our own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (findLearned() === null) {
    writeLearned(learnAgain());
  }
  await findPackaged();
  const server = await startServer();
  const template = `vecino_template_${randomUUID().replaceAll('-', '')}`;
  try {
    await execute(server.url, `CREATE DATABASE ${template}`);
    await applyMigrations({
      database: { connectionString: withDatabase(server.url, template) },
      log: silentLog,
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('adminUrl', server.url);
  project.provide('templateDatabase', template);
  return async () => {
    await execute(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
}

async function startServer(): Promise<Server> {
  // biome-ignore lint/style/noProcessEnv: the suite is configured from outside, like the application.
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) {
    return { url: DATABASE_URL, stop: async () => undefined };
  }
  await removeLeftovers();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a run of ours that was killed left behind, server included. Runs that still live keep theirs. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const dataDir = path.join(os.tmpdir(), name);
    const owner = name.startsWith(FOLDER_PREFIX) ? Number.parseInt(name.slice(FOLDER_PREFIX.length), 10) : 0;
    if (owner > 0 && !isProcessAlive(owner)) {
      if (findPostmaster(dataDirIn(homeIn(dataDir)))) {
        const left = await startEmbeddedPostgres({ dataDir, log: silentLog });
        await left.stop();
      }
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
