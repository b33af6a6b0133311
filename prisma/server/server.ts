import { chmodSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Clock, systemClock } from '../../domain/calendar/clock.ts';
import { OperationalError } from '../../domain/errors.ts';
import type { Log } from '../log.ts';
import { appUrl, ensureDatabase } from './accounts.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, dataDirIn, ensureCluster, homeIn } from './cluster.ts';
import { checkReachable, chooseIdentity, type Identity } from './identity.ts';
import { attachOrLaunch } from './launch.ts';
import type { ServerSettings } from './settings.ts';
import { Supervisor } from './supervisor.ts';

/** A PostgreSQL of our own, kept running until `stop`. */
export type EmbeddedPostgres = {
  /** Address of the application's database. It stays valid when the server is restarted. */
  readonly url: string;
  readonly port: number;
  /** True when this start created the data folder. */
  readonly startedFresh: boolean;
  /** True when the server was running already. */
  readonly attached: boolean;
  /** Process id of the server of this moment: a restart changes it. */
  readonly pid: number;
  /** Ends the supervision; stops the server too, unless another living process of ours uses it. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** The application's data folder; everything of PostgreSQL goes into folders inside it. */
  readonly dataDir: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** PostgreSQL settings that win over ours, such as `fsync: 'off'` for databases that live as long as a test. */
  readonly settings?: ServerSettings;
  /** The package with the binaries, when it is not the installed one. */
  readonly packageDir?: string;
};

/**
 * Returns when a PostgreSQL of our own accepts connections, on 127.0.0.1 only and behind a random password.
 *
 * It attaches to a server that an application killed by `kill -9` left behind, or that another process of ours runs.
 * Throws OperationalError, in words for the operator, when this machine cannot run it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, clock = systemClock, settings = {} } = options;
  const cluster = await openCluster(options);
  const server = await attachOrLaunch({ cluster, settings, signal: new AbortController().signal });
  const supervisor = new Supervisor({ cluster, settings, server, log, clock });
  try {
    await supervisor.settled();
    await ensureDatabase(cluster, server.port);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const attached = server.child === null;
  log.info({ pid: server.pid, port: server.port, attached }, 'embedded postgres ready');
  return {
    url: appUrl(cluster, server.port),
    port: server.port,
    startedFresh: cluster.isNew,
    attached,
    get pid() {
      return supervisor.pid;
    },
    stop: () => supervisor.stop(),
  };
}

async function openCluster({ dataDir, packageDir }: EmbeddedPostgresOptions): Promise<Cluster> {
  const folder = path.resolve(dataDir);
  const home = homeIn(folder);
  try {
    mkdirSync(folder, { recursive: true });
    const identity = chooseIdentity(dataDirIn(home));
    letIn(identity, folder);
    await checkReachable(folder, identity);
    const binaries = await findBinaries({ identity, copyInto: folder, packageDir });
    return await ensureCluster({ home, identity, binaries });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM')) {
      throw new OperationalError(
        `The data folder ${folder} does not belong to the user that runs Vecino. Set DATA_DIR to another folder, ` +
          'or give it to this user.',
        { cause },
      );
    }
    throw cause;
  }
}

/** Another user may pass through our folder; what lies in it keeps its own rights. */
function letIn(identity: Identity, folder: string): void {
  if (identity) {
    chmodSync(folder, statSync(folder).mode | 0o011);
  }
}
