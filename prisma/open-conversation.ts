import type { Address } from '../domain/messages/address.ts';
import type { Database } from './database.ts';

/** Finds the conversation of an address or opens it with its contact; callers at once get the same one. */
export async function openConversation(
  database: Database,
  { channel, address }: Address,
  newId: () => string,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const { rows } = await database.pool.query<{ id: string; created: boolean }>({
    name: 'open-conversation',
    text: 'SELECT id, created FROM open_conversation($1, $2, $3, $4)',
    values: [channel, address, newId(), newId()],
  });
  const row = rows[0];
  if (row === undefined) {
    throw new Error('no conversation was opened');
  }
  return row;
}
