import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeAssistant } from '../../bot/compose/assistant.ts';
import { createNewId } from '../../bot/new-id.ts';
import { createKeys } from '../../bot/secret.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { OutgoingContent } from '../../domain/messages/content.ts';
import type { WhatsAppPersonRepository } from '../../domain/messages/whatsapp-person.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase } from '../../prisma/database.ts';
import { createWhatsAppPersonRepository } from '../../prisma/repositories/whatsapp-person.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { anEntity, someBarrios } from '../support/entity.ts';
import { createEngine, type Engine } from './durability/engine.ts';

const keys = createKeys('a secret of the tests that is long enough');
const newId = createNewId(systemClock);
const [entity, barrios] = [anEntity(), someBarrios()];
const assistant = composeAssistant({
  entity: { profile: () => entity, barrios: () => barrios },
  keys,
  newId,
  publicUrl: () => 'https://vecino.example',
});
const LID = '905731@lid';
const PHONE = '573001112233@s.whatsapp.net';
const CODE = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/;
const RADICADO = /ESSMAR-\d{4}-\d{6}/;

let temporary: TestDatabase;
let engine: Engine;
let persons: WhatsAppPersonRepository;
let close: () => Promise<void>;
beforeEach(async () => {
  temporary = await createTestDatabase();
  engine = createEngine({ url: temporary.url, assistant });
  const database = createDatabase(new AdoptingPool({ connectionString: temporary.url, max: 2 }));
  persons = createWhatsAppPersonRepository(database, randomUUID);
  close = database.close;
});
afterEach(async () => {
  await engine.stop();
  await close();
  await temporary.drop();
});

type Address = { readonly lid: string | null; readonly phone: string | null };

/** Where a message from this address arrives today. */
async function conversationOf(from: Address): Promise<string> {
  const { id: address } = await persons.resolve(from, from.lid ?? from.phone ?? '');
  return (await engine.messaging.inbox.openConversation({ channel: 'whatsapp', address })).id;
}

/** Writes something and returns all that is said to it. */
async function ask(from: Address, ...texts: string[]): Promise<string> {
  let said: string[] = [];
  for (const text of texts) {
    const conversation = await conversationOf(from);
    const messageId = randomUUID();
    await engine.say(conversation, text, messageId);
    await engine.messaging.idle();
    said = await repliesTo(messageId);
  }
  return said.join('\n');
}

async function repliesTo(messageId: string): Promise<string[]> {
  const rows = await engine.query<{ content: { sealed: string } | OutgoingContent }>(
    `SELECT o.content FROM outbox o JOIN event e ON e.id = o.in_reply_to WHERE e.channel_message_id = $1
     ORDER BY o.seq`,
    [messageId],
  );
  return rows.map(
    ({ content }) => OutgoingContent.parse('sealed' in content ? keys.sealer.open(content) : content).text,
  );
}

async function fileReclamo(from: Address): Promise<{ radicado: string; code: string }> {
  const acuse = await ask(
    from,
    ...['hola', '1', 'reclamo', 'no llega el agua a mi casa', 'saltar', 'saltar', 'listo', 'sí'],
  );
  return { radicado: RADICADO.exec(acuse)?.[0] ?? '', code: CODE.exec(acuse)?.[0] ?? '' };
}

const HERE = { lid: LID, phone: PHONE };
const RECOGNISED = /Reconozco que eres la misma persona/;

test('who comes back with a new phone looks new, proves the acuse, and goes on where the history is', async () => {
  const { radicado, code } = await fileReclamo(HERE);
  const before = await conversationOf(HERE);
  await persons.forgetIdentity(PHONE);

  expect(await ask(HERE, 'hola')).toMatch(/Soy|soy Vecino/);
  expect(await ask(HERE, '1', 'mis solicitudes')).toContain('no has radicado');
  expect(await ask(HERE, radicado)).toContain('código de verificación');
  expect(await ask(HERE, code)).toMatch(RECOGNISED);

  expect(await conversationOf(HERE)).toBe(before);
  expect(await ask(HERE, 'mis solicitudes')).toContain(radicado);
  expect(await ask(HERE, radicado)).toContain('Está radicada');
});

test('a wrong code, or another number with the right one, gives nothing back', async () => {
  const { radicado, code } = await fileReclamo(HERE);
  await persons.forgetIdentity(PHONE);
  const stranger = { lid: '805731@lid', phone: '573009998877@s.whatsapp.net' };

  await ask(HERE, 'hola', '1', radicado);
  expect(
    await ask(
      HERE,
      code.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    ),
  ).toContain('no puedo mostrarte');
  expect(await ask(HERE, 'mis solicitudes')).toContain('no has radicado');

  await ask(stranger, 'hola', '1', radicado);
  const answer = await ask(stranger, code);
  expect(answer).toContain('Está radicada');
  expect(answer).not.toMatch(RECOGNISED);
  expect(await ask(stranger, 'mis solicitudes')).toContain('no has radicado');
});

test('messages sent right behind the code are answered with the history back', async () => {
  const { radicado, code } = await fileReclamo(HERE);
  await persons.forgetIdentity(PHONE);
  await ask(HERE, 'hola', '1', radicado);

  const conversation = await conversationOf(HERE);
  const [first, second] = [randomUUID(), randomUUID()];
  await Promise.all([
    engine.say(conversation, code, first),
    engine.say(conversation, 'mis solicitudes', second),
  ]);
  await engine.messaging.idle();

  expect((await repliesTo(first)).join('\n')).toMatch(RECOGNISED);
  expect((await repliesTo(second)).join('\n')).toContain(radicado);
});
