import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/** PostgreSQL's internal one-byte type, which the adapter does not know, and a text type which it does. */
const INTERNAL_CHAR = 18;
const TEXT_CHAR = 1042;

/** How PostgreSQL marks a trigger in the list of constraints. */
const CONSTRAINT_TRIGGER = 't';

const SHADOW_PREFIX = 'prisma_migrate_shadow_db_';

/**
 * The database work of the engine against one PostgreSQL.
 *
 * @param {string} url
 * @param {string | undefined} shadowUrl
 */
export function createPostgres(url, shadowUrl) {
  const name = nameIn(url);
  return {
    name,
    ping: () => run(url, 'SELECT 1'),
    create: () => run(at(url, 'postgres'), `CREATE DATABASE ${quoted(name)}`),
    drop: () => run(at(url, 'postgres'), `DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`),
    async ensure() {
      const { rowCount } = await run(at(url, 'postgres'), 'SELECT 1 FROM pg_database WHERE datname = $1', [
        name,
      ]);
      if (rowCount === 0) {
        await this.create();
      }
    },
    adapterFactory: {
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => connect(url),
      connectToShadowDb: () => (shadowUrl ? connect(shadowUrl) : connectToNewShadow(url)),
    },
  };
}

/** A database of its own for replaying migrations, dropped when the engine lets go of it. */
async function connectToNewShadow(url) {
  const name = quoted(SHADOW_PREFIX + globalThis.crypto.randomUUID());
  const maintenance = at(url, 'postgres');
  await run(maintenance, `CREATE DATABASE ${name}`);
  return connect(at(url, name.slice(1, -1)), () =>
    run(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

/** Prisma's own adapter, with what the engine needs and the adapter lacks. */
async function connect(url, afterwards = async () => {}) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  const schema = new URL(url).searchParams.get('schema') ?? undefined;
  const adapter = await new PrismaPg(pool, { schema }).connect();

  const performIO = adapter.performIO.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    for (const field of result.fields ?? []) {
      field.dataTypeID = field.dataTypeID === INTERNAL_CHAR ? TEXT_CHAR : field.dataTypeID;
    }
    leaveOutConstraintTriggers(result);
    return result;
  };
  // The adapter splits scripts at every semicolon, which breaks function bodies and DO blocks: send them whole.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards();
  };
  return adapter;
}

/** PostgreSQL lists a trigger that may wait for the commit among the constraints, where the engine stops at it. */
function leaveOutConstraintTriggers(result) {
  const at = (result.fields ?? []).findIndex(({ name }) => name === 'constraint_type');
  if (at >= 0) {
    result.rows = result.rows.filter((row) => row[at] !== CONSTRAINT_TRIGGER);
  }
}

async function run(url, text, values = []) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** The same address with another database. A separate `database` setting would lose against the one in the address. */
function at(url, database) {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

function nameIn(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
