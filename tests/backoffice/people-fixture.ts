import { randomUUID } from 'node:crypto';
import { aPqrsRow, type ConsoleFixture } from './console-fixture.ts';

/** A person who writes by WhatsApp, with a conversation. Returns the ids. */
export async function insertPerson(
  { db }: Pick<ConsoleFixture, 'db'>,
  {
    phone,
    createdAt,
    sensitivity = 'normal',
  }: { phone?: string; createdAt?: string; sensitivity?: string } = {},
): Promise<{ contactId: string; conversationId: string }> {
  const [contactId, conversationId, address] = [randomUUID(), randomUUID(), randomUUID()];
  const at = new Date(createdAt ?? '2026-11-01T15:00:00Z');
  await db.contact.create({ data: { id: contactId, createdAt: at } });
  if (phone !== undefined) {
    await db.whatsappPerson.create({ data: { id: address, phone: `${phone}@s.whatsapp.net` } });
  }
  const channel = phone === undefined ? 'web' : 'whatsapp';
  await db.contactAddress.create({ data: { contactId, channel, address } });
  await db.conversation.create({
    data: { id: conversationId, channel, address, contactId, sensitivity, createdAt: at, updatedAt: at },
  });
  return { contactId, conversationId };
}

/** PQRS as rows, with whatever a test wants to say of them. */
export async function insertPqrs(
  { db }: Pick<ConsoleFixture, 'db'>,
  ...rows: readonly (Parameters<typeof aPqrsRow>[0] & Record<string, unknown>)[]
): Promise<void> {
  await db.pqrs.createMany({ data: rows.map((row) => aPqrsRow(row)) });
}

/** The n-th radicado of the year. */
export const radicado = (number: number): string => `ESSMAR-2026-${String(number).padStart(6, '0')}`;

/** A call to the API as a browser of the console makes it. */
export function caller({ app, publicUrl }: Pick<ConsoleFixture, 'app' | 'publicUrl'>) {
  return (
    cookie: string,
    url: string,
    { method = 'GET', body }: { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown } = {},
  ) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { cookie, origin: publicUrl },
      ...(body !== undefined && { payload: body as object }),
    });
}
