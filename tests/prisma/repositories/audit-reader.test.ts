import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeys } from '../../../bot/secret.ts';
import type { AuditEntry } from '../../../domain/people/audit.ts';
import type { AuditReader } from '../../../domain/people/audit-reader.ts';
import { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../../prisma/database.ts';
import { poolSettings } from '../../../prisma/pool.ts';
import { createAuditLog } from '../../../prisma/repositories/audit.ts';
import { createAuditReader } from '../../../prisma/repositories/audit-reader.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const ANA = '0b6f0000-0000-4000-8000-000000000001';
const { sealer } = createKeys('a secret for this suite and no other');

let rows: TestDatabase;
let database: Database;
let reader: AuditReader;

async function open(): Promise<void> {
  rows = await createTestDatabase();
  database = createDatabase(new AdoptingPool(poolSettings(rows.url, { max: 20, applicationName: 'test' })));
  reader = createAuditReader(database.prisma, sealer);
}

async function close(): Promise<void> {
  await database.close();
  await rows.drop();
}

const anEntry = (entry: Partial<AuditEntry> = {}): AuditEntry => ({
  at: NOW,
  actor: { kind: 'staff', id: ANA },
  action: 'barrio.changed',
  subject: 'barrio/essmar-1-0001',
  before: { name: 'Pescaito' },
  after: { name: 'Pescaíto' },
  ...entry,
});

const append = (entry?: Partial<AuditEntry>) =>
  createAuditLog(database.prisma, sealer).append(anEntry(entry));
const read = (mayReadHealth = false) => reader.list({ filter: {}, after: null, limit: 100, mayReadHealth });

beforeAll(async () => {
  await open();
  await database.prisma.staffUser.create({
    data: { id: ANA, name: 'Ana Ruiz', email: 'ana@essmar.test', role: 'admin' },
  });
  for (let index = 0; index < 6; index++) {
    const at = new Date(NOW.getTime() + Math.floor(index / 2) * 1000);
    await append({
      at,
      action: index % 2 === 0 ? 'barrio.changed' : 'entity.changed',
      subject: `barrio/b${index}`,
    });
  }
  await append({
    actor: { kind: 'system', id: null },
    action: 'continuation.parted',
    subject: 'contact/c1',
    at: new Date('2026-11-19T15:00:00Z'),
  });
});
afterAll(close);

test('pages follow each other without a gap, also where several lines have one hour', async () => {
  const seen: string[] = [];
  for (let after: { at: Date; id: string } | null = null; ; ) {
    const page = await reader.list({ filter: {}, after, limit: 2, mayReadHealth: false });
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (!last) {
      break;
    }
    after = { at: last.at, id: last.id };
  }

  expect(seen).toEqual((await read()).map(({ id }) => id));
  expect(new Set(seen).size).toBe(7);
});

test.each([
  ['an action', { action: 'entity.changed' }, 3],
  ['a day', { from: NOW }, 6],
  ['the time before', { until: NOW }, 1],
  ['a colleague', { actor: { kind: 'staff', id: ANA } }, 6],
  ['the system', { actor: { kind: 'system' } }, 1],
  ['a kind of subject', { subject: 'barrio' }, 6],
  ['one subject', { subject: 'barrio/b3' }, 1],
  [
    'all of it',
    { action: 'entity.changed', subject: 'barrio/b3', actor: { kind: 'staff', id: ANA }, from: NOW },
    1,
  ],
  ['nothing', { subject: 'barri' }, 0],
] as const)('filtered by %s', async (_, filter, count) => {
  expect(await reader.list({ filter, after: null, limit: 50, mayReadHealth: false })).toHaveLength(count);
});

test('says who it was by name, and what there is to filter by', async () => {
  expect((await read())[0]?.actor).toEqual({ kind: 'staff', id: ANA, name: 'Ana Ruiz' });
  expect(await reader.listFacets()).toEqual({
    actions: ['barrio.changed', 'continuation.parted', 'entity.changed'],
    staff: [{ id: ANA, name: 'Ana Ruiz' }],
  });
});
