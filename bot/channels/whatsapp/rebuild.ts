import {
  cleanMessage,
  decodeMessageNode,
  type MessageUpsertType,
  proto,
  unpadRandomMax16,
  type WAMessage,
} from '@whiskeysockets/baileys';
import { z } from 'zod';
import type { UnacceptedMessage } from '../../../domain/messages/whatsapp-session.ts';
import type { Me } from './journal.ts';

const Facts = z.object({
  attrs: z.record(z.string(), z.string()),
  enc: z.array(z.object({ type: z.string().optional(), count: z.string().optional() })),
  verifiedName: z.base64().optional(),
});

export type RebuiltMessage = {
  readonly message: WAMessage;
  readonly type: MessageUpsertType;
  /** How many encrypted parts the stanza had: with fewer in the journal, the message is not whole. */
  readonly parts: number;
};

/** The message as the library would have handed it over, had there been time. Throws on what nobody can read. */
export function rebuildMessage({ parts }: Pick<UnacceptedMessage, 'parts'>, me: Me): RebuiltMessage {
  const facts = Facts.parse(JSON.parse(parts[0]?.stanza ?? ''));
  const { offline } = facts.attrs;
  const message: WAMessage = decodeMessageNode(
    { tag: 'message', attrs: facts.attrs },
    me.id,
    me.lid,
  ).fullMessage;
  if (facts.verifiedName !== undefined) {
    message.verifiedBizName = toVerifiedName(Buffer.from(facts.verifiedName, 'base64'));
  }
  for (const { count } of facts.enc) {
    if (count !== undefined) {
      message.retryCount = Number(count);
    }
  }
  for (const { plaintext } of parts) {
    const decoded = proto.Message.decode(unpadRandomMax16(plaintext));
    const content = decoded.deviceSentMessage?.message ?? decoded;
    message.message = message.message ? Object.assign(message.message, content) : content;
  }
  cleanMessage(message, me.id, me.lid);
  return { message, type: offline ? 'append' : 'notify', parts: facts.enc.length };
}

function toVerifiedName(certificate: Uint8Array): string | null {
  const { details } = proto.VerifiedNameCertificate.decode(certificate);
  return details ? (proto.VerifiedNameCertificate.Details.decode(details).verifiedName ?? null) : null;
}
