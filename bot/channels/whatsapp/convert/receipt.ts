import { areJidsSameUser, type BinaryNode, getBinaryNodeChildren } from '@whiskeysockets/baileys';
import type { Receipt } from '../../../../domain/messages/delivery.ts';

/** What a phone reported of some messages of ours. */
export type Reported = { readonly messageIds: readonly string[]; readonly receipt: Receipt };

type Types = ReadonlyMap<string | undefined, Receipt>;

/** A phone that has the app in the background shows nothing and has the message all the same. */
const OF_PEOPLE: Types = new Map([
  [undefined, 'delivered'],
  ['inactive', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
]);

const OF_OURSELVES: Types = new Map([['sender', 'sent']]);

/**
 * What a receipt says of messages of ours; null when it is about something else.
 *
 * `self`: our own addresses. Our own phone says that it has a copy of what we sent, which the network has then taken;
 * what it says of its own reading is about messages of the people.
 */
export function toReported(
  { attrs, content }: BinaryNode,
  self: readonly (string | undefined)[],
): Reported | null {
  const { id, type, from, participant } = attrs;
  const isOwn = self.some(
    (address) => address !== undefined && areJidsSameUser(participant ?? from, address),
  );
  const receipt = (isOwn ? OF_OURSELVES : OF_PEOPLE).get(type);
  if (receipt === undefined || id === undefined) {
    return null;
  }
  const [list] = Array.isArray(content) ? content : [];
  const more = getBinaryNodeChildren(list, 'item').flatMap(({ attrs: { id: other } }) => other ?? []);
  return { messageIds: [id, ...more], receipt };
}
