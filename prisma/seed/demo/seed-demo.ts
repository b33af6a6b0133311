import pg from 'pg';
import { createDemoInsert, type DemoWorld } from './demo-part.ts';
import { DEMO_PARTS } from './demo-parts.ts';
import { createChance } from './random.ts';

/** The demo is the same every time, on every machine. */
const SEED = 20_261_122;

export type DemoOrder = Pick<
  DemoWorld,
  'now' | 'profile' | 'barrios' | 'calendar' | 'hmac' | 'pqrsCount' | 'keepFile' | 'admit'
>;

export type SeededDemo = { readonly people: number; readonly pqrs: number };

/**
 * Fills an installation with believable data, all of it or nothing; null when it has PQRS already: real ones must never
 * stand among invented ones.
 */
export async function seedDemo(url: string, order: DemoOrder): Promise<SeededDemo | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'vecino-seed-demo' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE pqrs IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await client.query('SELECT FROM pqrs LIMIT 1');
    if (rowCount !== 0) {
      await client.query('ROLLBACK');
      return null;
    }
    const world: DemoWorld = {
      ...order,
      chance: createChance(SEED),
      colleagues: [],
      teams: [],
      people: [],
      files: [],
      pqrs: [],
      numbers: new Map(),
    };
    for (const part of DEMO_PARTS) {
      await part.fill(world, createDemoInsert(client));
      if (part.tie !== undefined) {
        await client.query(part.tie);
      }
    }
    await client.query('COMMIT');
    return { people: world.people.length, pqrs: world.pqrs.length };
  } finally {
    await client.end();
  }
}
