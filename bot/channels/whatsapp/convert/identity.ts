import { isLidUser, isPnUser, jidNormalizedUser, type WAMessageKey } from '@whiskeysockets/baileys';
import type { WhatsAppIdentity } from '../../../../domain/messages/whatsapp-person.ts';

/** WhatsApp itself writes from here; nobody reads what is answered. */
const WHATSAPP_ITSELF = '0@s.whatsapp.net';

/** Numbers that a company keeps at its provider have servers of their own, and are people like all others. */
const SERVERS: Readonly<Record<string, string>> = { hosted: 's.whatsapp.net', 'hosted.lid': 'lid' };

/** The address of a person without its device, or null for groups, lists, channels and WhatsApp itself. */
export function toPersonJid(jid: string | null | undefined): string | null {
  const [user, server = ''] = jidNormalizedUser(jid ?? undefined).split('@');
  const normal = `${user}@${SERVERS[server] ?? server}`;
  const isPerson = user !== '' && (isPnUser(normal) || isLidUser(normal)) && normal !== WHATSAPP_ITSELF;
  return isPerson ? normal : null;
}

/** Whom these addresses show; null when none of them is a person's. */
export function toIdentity(jids: readonly (string | null | undefined)[]): WhatsAppIdentity | null {
  const known = jids.map(toPersonJid).filter((jid) => jid !== null);
  const lid = known.find((jid) => isLidUser(jid)) ?? null;
  const phone = known.find((jid) => isPnUser(jid)) ?? null;
  return lid === null && phone === null ? null : { lid, phone };
}

/** Who wrote a message, and the address to answer; null when it was not a person, or it was ourselves. */
export function findSender(
  key: WAMessageKey,
): { readonly identity: WhatsAppIdentity; readonly replyTo: string } | null {
  const replyTo = toPersonJid(key.remoteJid);
  const identity = toIdentity([key.remoteJid, key.remoteJidAlt]);
  return key.fromMe || replyTo === null || identity === null ? null : { identity, replyTo };
}
