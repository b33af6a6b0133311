import type { ClaimedMessage } from '../../domain/messages/outbox-store.ts';
import type { SendDecision } from '../../domain/messages/sending-rules.ts';

/** Asked once for each message, right before it is sent: a yes has already been taken from the pace. */
export type Gate = { readonly decide: (message: ClaimedMessage) => Promise<SendDecision> };
