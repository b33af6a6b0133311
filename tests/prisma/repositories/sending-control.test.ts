import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SendingControl } from '../../../domain/messages/sending-control.ts';
import type { AuditEntry } from '../../../domain/people/audit.ts';
import { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../../prisma/database.ts';
import { poolSettings } from '../../../prisma/pool.ts';
import { createSendingControl } from '../../../prisma/repositories/sending-control.ts';
import { createSenderState } from '../../../prisma/sender-state.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const account = 'principal';
const NOW = new Date('2026-11-20T15:00:00Z');
const ANA = '0b6f0000-0000-4000-8000-000000000001';

let rows: TestDatabase;
let database: Database;
let control: SendingControl;
beforeEach(async () => {
  rows = await createTestDatabase();
  database = createDatabase(new AdoptingPool(poolSettings(rows.url, { max: 3, applicationName: 'test' })));
  control = createSendingControl({
    database,
    account,
    limits: { proactivePerDay: 200 },
    clock: { now: () => NOW },
  });
});
afterEach(async () => {
  await database.close();
  await rows.drop();
});

const anEntry = (action: AuditEntry['action'], at = NOW): AuditEntry => ({
  at,
  actor: { kind: 'staff', id: ANA },
  action,
  subject: `whatsapp/${account}`,
});

const listActions = async (): Promise<readonly string[]> =>
  (await database.prisma.audit.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

test('a number that has sent nothing is free', async () => {
  expect(await control.read()).toEqual({
    scope: 'none',
    reason: null,
    since: null,
    by: null,
    proactiveToday: 0,
    ceiling: 200,
  });
});

test('a person stops what is proactive and lets it go on, each with its line in the audit', async () => {
  await database.pool.query(
    `INSERT INTO staff_user (id, name, email) VALUES ($1, 'Ana Ruiz', 'ana@essmar.test')`,
    [ANA],
  );
  await control.stop(ANA, { cause: 'other', note: 'Cambio de operador' }, anEntry('sending.stopped'));
  expect(await control.read()).toMatchObject({
    scope: 'proactive',
    reason: 'by-person',
    since: NOW,
    by: { name: 'Ana Ruiz', cause: 'other', note: 'Cambio de operador' },
  });
  expect(await createSenderState(database).read(account)).toMatchObject({ stoppedBy: ANA });

  const later = new Date('2026-11-20T16:00:00Z');
  await control.resume(ANA, anEntry('sending.resumed', later));
  expect(await control.read()).toMatchObject({ scope: 'none', reason: null, since: null, by: null });
  expect(await createSenderState(database).read(account)).toMatchObject({
    resumedBy: ANA,
    resumedAt: later,
  });
  expect(await listActions()).toEqual(['sending.stopped', 'sending.resumed']);
});

test('what the network stops after a person did is no longer that of the person', async () => {
  await control.stop(ANA, { cause: 'content-review', note: null }, anEntry('sending.stopped'));
  expect(await control.read()).toMatchObject({ by: { name: null, cause: 'content-review', note: null } });

  await createSenderState(database).refuse({ account, code: 'banned', class: null, now: NOW });

  expect(await control.read()).toMatchObject({ scope: 'all', reason: 'banned', by: null });
  expect(await createSenderState(database).read(account)).toMatchObject({ cause: null, note: null });
});

test('what the network stopped goes on when a person says so, and the count of refused replies begins again', async () => {
  const state = createSenderState(database);
  const refuse = () => state.refuse({ account, code: '463', class: 'reply', now: NOW });
  await refuse();
  await refuse();
  await refuse();
  expect(await control.read()).toMatchObject({ scope: 'all', reason: 'replies-refused-463' });

  await control.resume(ANA, anEntry('sending.resumed'));

  expect(await state.read(account)).toMatchObject({ scope: 'none', refusedInARow: 0 });
});

test.each(['stop', 'resume'] as const)(
  '%s and its line in the audit stand or fall together',
  async (change) => {
    const entry = anEntry('sending.stopped');
    const stop = () => control.stop(ANA, { cause: 'maintenance', note: null }, entry);
    if (change === 'resume') {
      await stop();
    }
    const before = await control.read();
    await database.pool.query('ALTER TABLE audit RENAME TO nowhere');

    await expect(change === 'stop' ? stop() : control.resume(ANA, entry)).rejects.toThrow();

    expect(await control.read()).toEqual(before);
  },
);

test('proactive messages of yesterday are not of today', async () => {
  await database.pool.query(
    `INSERT INTO sender (account, tokens, refilled_at, proactive_on, proactive_sent) VALUES ($1, 5, $2, $3, 41)`,
    [account, NOW, '2026-11-20'],
  );
  expect(await control.read()).toMatchObject({ proactiveToday: 41 });

  await database.pool.query('UPDATE sender SET proactive_on = $1', ['2026-11-19']);
  expect(await control.read()).toMatchObject({ proactiveToday: 0 });
});

test('persons of a year ago are forgotten, and nobody else', async () => {
  const state = createSenderState(database);
  await database.pool.query(
    `INSERT INTO sender_recipient (account, recipient, next_free_at, last_checked_at) VALUES
       ($1, 'sent long ago', '2025-01-01', NULL), ($1, 'sent', '2026-11-01', '2025-01-01'),
       ($1, 'asked about', '2025-01-01', '2026-11-01')`,
    [account],
  );

  expect(await state.forgetRecipients(new Date('2025-11-20T00:00:00Z'))).toBe(1);

  const left = await database.pool.query('SELECT recipient FROM sender_recipient ORDER BY recipient');
  expect(left.rows.map(({ recipient }) => recipient)).toEqual(['asked about', 'sent']);
});
