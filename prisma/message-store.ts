import type { TurnStore } from '../domain/messages/turn-store.ts';
import type { Database } from './database.ts';
import { countAttempt, countError, listStranded, receiveEvents } from './event-store.ts';
import { openConversation } from './open-conversation.ts';
import { isConnectionLoss, isSerializationFailure } from './pool.ts';
import type { ContentCodec } from './sealed-content.ts';
import { createTurnOpener } from './turn-store.ts';

type Dependencies = {
  readonly database: Database;
  readonly codec: ContentCodec;
  readonly newId: () => string;
};

/** Conversations, their events and their turns in PostgreSQL. */
export function createTurnStore({ database, codec, newId }: Dependencies): TurnStore {
  return {
    openConversation: (address) => openConversation(database, address, newId),
    receive: (worker, events) => receiveEvents({ database, codec }, worker, events),
    open: createTurnOpener({ database, codec }),
    countAttempt: (worker, conversationId) => countAttempt(database, worker, conversationId),
    countError: (eventId) => countError(database, eventId),
    listStranded: (since, limit) => listStranded(database, since, limit),
    isTransient: (error) => isConnectionLoss(error) || isSerializationFailure(error),
  };
}
