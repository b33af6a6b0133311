import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFilingSurvey } from '../../bot/jobs/ask-filing-survey.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { clockAt } from '../../domain/calendar/clock.ts';
import { createFilingSurveys } from '../../prisma/repositories/filing-survey.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

const FILED_AT = '2026-11-19T15:00:00Z';
const conversation = '01910000-0000-7000-8000-000000000001';
const contact = '01910000-0000-7000-8000-000000000002';

let app: TestVecino;
beforeAll(async () => {
  app = await startTestVecino({ settings: { ROLES: 'web' } });
  const { pool } = app.vecino.storage.database;
  await pool.query('INSERT INTO contact (id) VALUES ($1)', [contact]);
  await pool.query(
    `INSERT INTO conversation (id, channel, address, contact_id, state) VALUES ($1, 'web', 'somebody', $2, '{"idle": false}')`,
    [conversation, contact],
  );
  await pool.query(
    `INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, contact_id, conversation_id, channel,
       status, received_at, rule_version, verification_hash)
     VALUES (gen_random_uuid(), 'ESSMAR-2026-000001', 'queja', 'ley142', true, 'algo pasó', $1, $2, 'web', 'RADICADA', $3, '1', '')`,
    [contact, conversation, FILED_AT],
  );
});
afterAll(() => app.stop());

function runAt(instant: string): Promise<Readonly<Record<string, number>>> {
  const surveys = createFilingSurveys(app.vecino.storage.database);
  const calendar = createBusinessCalendar({});
  return askFilingSurvey({ surveys, calendar, clock: clockAt(instant), wake: () => undefined }).run();
}

async function choose(granted: boolean, givenAt: string): Promise<void> {
  await app.vecino.storage.database.pool.query(
    `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, given_at)
     VALUES (gen_random_uuid(), $1, 'encuestas', $2, '1', '', 'web', $3)`,
    [contact, granted, givenAt],
  );
}

test('a filing is asked about once, the day after, within hours, and only with permission', async () => {
  const friday = '2026-11-20T15:00:00Z';
  expect(await runAt(friday)).toEqual({ asked: 0 });

  await choose(true, '2026-11-19T16:00:00Z');
  expect(await runAt('2026-11-19T20:00:00Z')).toEqual({ asked: 0 });
  expect(await runAt('2026-11-21T02:00:00Z')).toEqual({ asked: 0 });

  await choose(false, '2026-11-19T17:00:00Z');
  expect(await runAt(friday)).toEqual({ asked: 0 });

  await choose(true, '2026-11-19T18:00:00Z');
  expect(await runAt(friday)).toEqual({ asked: 1 });
  expect(await runAt(friday)).toEqual({ asked: 0 });
});
