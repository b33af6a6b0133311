import type { WAMessage } from '@whiskeysockets/baileys';
import { toStorableText } from '../../../domain/messages/storable-text.ts';
import type { MessageKey } from '../../../domain/messages/whatsapp-session.ts';

/** The message as the library hands it over: without devices in its addresses. The sender chose the id. */
export function toMessageKey({ key }: Pick<WAMessage, 'key'>): MessageKey {
  return {
    chat: toStorableText(key.remoteJid ?? ''),
    participant: toStorableText(key.participant ?? ''),
    fromMe: key.fromMe === true,
    messageId: toStorableText(key.id ?? ''),
  };
}
