import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { incomingContent, plainText } from '../../../domain/messages/content.ts';
import type { FormConversation, FormFilings, FormToFile } from '../../../domain/pqrs/form-filing.ts';
import { openPqrs, PqrsId } from '../../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../../domain/pqrs/radicado.ts';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createFormFilings } from '../../../prisma/repositories/form-filing.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../sealed-database.ts';

const RECEIVED_AT = new Date('2026-03-02T14:00:00Z');

let db: SealedDatabase;
let filings: FormFilings;

beforeAll(async () => {
  db = await openSealedDatabase();
  const codec = createContentCodec(sealer);
  filings = createFormFilings({ database: db.database, codec, newId: randomUUID });
});
afterAll(() => db.drop());

const told: FormConversation = {
  message: incomingContent({ text: 'No hay agua en la casa.' }),
  replies: ({ radicado }) => [plainText('Peligro.'), plainText(`Radicada con ${radicado}.`)],
  consent: { purpose: 'tramite', granted: true, textVersion: '2026-11', textHash: 'hash' },
  memory: { assistant: {}, idle: true, expectsFreeText: false },
  owner: 'waiting',
  sensitivity: 'normal',
};

async function aForm(changes: Partial<FormToFile> = {}): Promise<FormToFile> {
  const formId = randomUUID();
  const { id } = await openConversation(db.database, { channel: 'web', address: formId }, randomUUID);
  return {
    formId,
    digest: 'answers',
    conversationId: id,
    receivedAt: RECEIVED_AT,
    open: ({ number, contactId }) =>
      openPqrs(
        {
          kind: 'reclamo',
          aboutService: true,
          description: 'No hay agua en la casa.',
          accountNumber: null,
          barrioId: null,
          barrioText: null,
          location: null,
        },
        {
          id: PqrsId.parse(randomUUID()),
          radicado: formatRadicado({ prefix: 'ESSMAR', year: 2026, number }),
          receivedAt: RECEIVED_AT,
          channel: 'web',
          conversationId: id,
          petitioner: { contactId, name: null },
          annexes: [],
          verification: { hash: 'hash' },
          calendar: createBusinessCalendar({ localNonBusinessDays: [] }),
        },
      ),
    conversation: told,
    ...changes,
  };
}

const numberOf = ({ pqrs }: { pqrs: { radicado: string } }) => Number(pqrs.radicado.slice(-6));

async function lastNumber(): Promise<number> {
  const [row] = await db.query<{ value: number }>(
    "SELECT value FROM counter WHERE series = 'pqrs' AND year = 2026",
  );
  return row?.value ?? 0;
}

test('a form nobody used has no filing', async () => {
  expect(await filings.find(randomUUID())).toBeNull();
});

test('a filing, its message, its replies and its proof are written together', async () => {
  const form = await aForm();
  const filed = await filings.file(form);
  const entries = await db.query(
    `SELECT 'event' AS what, seq, outcome AS how FROM event WHERE conversation_id = $1
     UNION ALL SELECT 'outbox', seq, status FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
    [form.conversationId],
  );
  const [conversation] = await db.query('SELECT owner, next_seq, version FROM conversation WHERE id = $1', [
    form.conversationId,
  ]);
  const proofs = await db.query(
    `SELECT c.purpose, c.granted, e.channel_message_id AS message FROM consent c
     JOIN event e ON e.id = c.event_id WHERE e.conversation_id = $1`,
    [form.conversationId],
  );

  expect(filed).toMatchObject({ isNew: true, digest: 'answers', annexHashes: [] });
  expect(await filings.find(form.formId)).toMatchObject({ pqrs: { radicado: filed.pqrs.radicado } });
  expect(entries).toEqual([
    { what: 'event', seq: 1, how: 'applied' },
    { what: 'outbox', seq: 2, how: 'queued' },
    { what: 'outbox', seq: 3, how: 'queued' },
  ]);
  expect(conversation).toEqual({ owner: 'waiting', next_seq: 4, version: 1 });
  expect(proofs).toEqual([{ purpose: 'tramite', granted: true, message: form.formId }]);
});

test('one form sent many times at once is filed once, and no number is lost', async () => {
  const before = await lastNumber();
  const form = await aForm();
  const answers = await Promise.all(Array.from({ length: 8 }, () => filings.file(form)));

  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(answers.map(numberOf))).toEqual(new Set([before + 1]));
  expect(await lastNumber()).toBe(before + 1);
});

test('other answers under a used form change nothing of what was filed', async () => {
  const form = await aForm();
  const first = await filings.file(form);
  const second = await filings.file({ ...form, digest: 'others' });

  expect(second).toMatchObject({ isNew: false, digest: 'answers', pqrs: { radicado: first.pqrs.radicado } });
});

test('a filing that fails leaves nothing, gives its number back and may be tried again', async () => {
  const before = await lastNumber();
  const form = await aForm();
  const replies = () => {
    throw new Error('no words');
  };
  const failed = filings.file({ ...form, conversation: { ...told, replies } });

  await expect(failed).rejects.toThrow('no words');
  expect(await filings.find(form.formId)).toBeNull();
  expect(await lastNumber()).toBe(before);
  expect(numberOf(await filings.file(form))).toBe(before + 1);
});

test('many forms at once get consecutive numbers', async () => {
  const before = await lastNumber();
  const forms = await Promise.all(Array.from({ length: 20 }, () => aForm()));
  const numbers = (await Promise.all(forms.map((form) => filings.file(form)))).map(numberOf);

  expect(numbers.toSorted((one, other) => one - other)).toEqual(forms.map((_, index) => before + 1 + index));
});

test('an anonymous one leaves its conversation as it was: without a word', async () => {
  const form = await aForm({ conversation: null });
  await filings.file(form);
  const rows = await db.query(
    `SELECT FROM event WHERE conversation_id = $1 UNION ALL SELECT FROM outbox WHERE conversation_id = $1`,
    [form.conversationId],
  );

  expect(rows).toEqual([]);
});

test('matters of health are ciphertext in the conversation', async () => {
  const form = await aForm({ conversation: { ...told, sensitivity: 'health' } });
  await filings.file(form);
  const rows = await db.query<{ content: unknown; sensitivity: string }>(
    `SELECT content, sensitivity FROM event WHERE conversation_id = $1
     UNION ALL SELECT content, sensitivity FROM outbox WHERE conversation_id = $1`,
    [form.conversationId],
  );

  expect(rows.map(({ sensitivity }) => sensitivity)).toEqual(['health', 'health', 'health']);
  expect(JSON.stringify(rows)).not.toMatch(/agua|Radicada/);
});

test('a turn of the same conversation comes before or after a filing, never between', async () => {
  const form = await aForm();
  await db.query('UPDATE conversation SET version = 4, next_seq = 7 WHERE id = $1', [form.conversationId]);
  await filings.file(form);
  const [conversation] = await db.query('SELECT next_seq, version FROM conversation WHERE id = $1', [
    form.conversationId,
  ]);

  expect(conversation).toEqual({ next_seq: 10, version: 5 });
});
