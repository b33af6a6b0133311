import type { WACallEvent, WAMessage } from '@whiskeysockets/baileys';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type { Attachment } from '../../../domain/messages/content.ts';
import type { WhatsAppPersonRepository } from '../../../domain/messages/whatsapp-person.ts';
import type { Inbox } from '../../inbox.ts';
import {
  type Arrival,
  type ConvertDependencies,
  type MediaToFetch,
  toArrival,
  toCallArrival,
} from './convert/incoming.ts';

type Dependencies = {
  readonly inbox: () => Inbox;
  readonly persons: WhatsAppPersonRepository;
  readonly convert: ConvertDependencies;
  readonly keepArriving: (media: {
    readonly conversationId: string;
    readonly messageId: string;
    readonly media: MediaToFetch;
  }) => Promise<Attachment>;
  readonly clock: Clock;
  /** A message of a person is in the inbox: the key that marks it as read once we answer. */
  readonly onAccepted: (personId: string, message: WAMessage) => void;
};

/** The way of what the network brings into the inbox. */
export type Accept = {
  readonly message: (message: WAMessage, type: string) => Promise<void>;
  readonly call: (call: WACallEvent) => Promise<void>;
};

/**
 * Puts a message of the network into the inbox; twice is harmless, so whatever left it unfinished may repeat it.
 *
 * What the network kept while we were away counts from the moment it was sent (Ley 1755 art. 14 counts from the
 * receipt, and the delay was ours); what comes live counts from now.
 */
export function createAccept(deps: Dependencies): Accept {
  return {
    message: async (message, type) => {
      const arrival = await toArrival(message, deps.convert);
      if (arrival !== null) {
        const { personId } = await acceptArrival(deps, arrival, type === 'append');
        deps.onAccepted(personId, message);
      }
    },
    call: async (call) => {
      const arrival = toCallArrival(call, deps);
      if (arrival !== null) {
        await acceptArrival(deps, arrival, call.offline === true);
      }
    },
  };
}

async function acceptArrival(
  { inbox, persons, keepArriving, clock }: Dependencies,
  { identity, replyTo, kind, messageId, content, media, sentAt }: Arrival,
  wasQueued: boolean,
): Promise<{ readonly personId: string }> {
  const person = await persons.resolve(identity, replyTo);
  const { id: conversationId } = await inbox().openConversation({ channel: 'whatsapp', address: person.id });
  const attachments =
    media === null ? content.attachments : [await keepArriving({ conversationId, messageId, media })];
  const now = clock.now();
  await inbox().receive({
    conversationId,
    messageId,
    kind,
    content: { ...content, attachments },
    ...(wasQueued && sentAt < now ? { sentAt } : {}),
  });
  return { personId: person.id };
}
