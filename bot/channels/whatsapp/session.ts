import {
  type AuthenticationCreds,
  type AuthenticationState,
  BufferJSON,
  initAuthCreds,
  type MessageUpsertType,
  proto,
  type SocketConfig,
  type WAMessage,
  type WAMessageKey,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { SentWhatsApp, SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';
import type { WhatsAppSessionStore } from '../../../domain/messages/whatsapp-session.ts';
import type { Probe } from '../../probe.ts';
import { type Accept, Acceptance } from './acceptance.ts';
import { handOverAtOnce } from './arrival-order.ts';
import { Generation, type LossReason } from './generation.ts';
import { Journal, type Me } from './journal.ts';
import { guardLibsignal } from './libsignal-guard.ts';
import { PendingMessages } from './pending-messages.ts';
import { SessionLock } from './session-lock.ts';
import { SessionState } from './session-state.ts';
import { createSignalRepository } from './signal-repository.ts';

export type SessionOptions = {
  readonly store: WhatsAppSessionStore;
  readonly account: string;
  /** The epoch of the lease; the session is worth nothing under another. */
  readonly epoch: number;
  /** What `readCredentials` gave under this epoch; null before the first pairing. */
  readonly credentials: string | null;
  readonly probe: Probe;
  readonly log: Logger;
  readonly accept: Accept;
  /** Called once: from then on nothing is stored, and whatever waits for the store waits for ever. */
  readonly onLost: (reason: LossReason) => void;
  /** Somebody else, or a new phone, is behind this address (LID or number). The keys are stored only after it. */
  readonly onIdentityChanged: (address: string) => Promise<void>;
  readonly sent: Pick<SentWhatsAppStore, 'findById'>;
};

/** The durable session of a number during one epoch of its lease, for every socket of that time. */
export type Session = {
  readonly auth: AuthenticationState;
  readonly makeSignalRepository: SocketConfig['makeSignalRepository'];
  readonly transactionOpts: SocketConfig['transactionOpts'];
  /** A message of ours, for a phone that could not read it. By id alone: a companion asks under another address. */
  readonly getMessage: SocketConfig['getMessage'];
  /** Call right after making a socket, before it can receive. */
  readonly attach: (socket: Pick<WASocket, 'ws' | 'ev' | 'upsertMessage' | 'assertSessions'>) => void;
  readonly onUpsert: (messages: readonly WAMessage[], type: MessageUpsertType) => Promise<void>;
  /** At start, after each close, and every half second for what is older than a second. */
  readonly drain: (olderThanMs: number) => Promise<void>;
  /** On every `creds.update`: the library has merged it by then. */
  readonly saveCredentials: () => Promise<void>;
  /** Whether nothing is stored any more. */
  readonly isLost: () => boolean;
  readonly close: () => void;
};

/** The store repeats by itself; more tries of the library would only hold its locks. */
const TRANSACTION_OPTIONS = { maxCommitRetries: 1, delayBetweenTriesMs: 1 };

/** Opens what is stored of a number under the epoch of its lease. Take the lease, then read the credentials, then this. */
export function createSession(options: SessionOptions): Session {
  guardLibsignal();
  const { store, account, probe, log, sent } = options;
  const generation = new Generation({ isTransient: store.isTransient, log, onLost: options.onLost });
  const lock = new SessionLock();
  const state = new SessionState({
    ...options,
    creds: toCredentials(options.credentials),
    generation,
    lock,
  });
  const me = (): Me => ({ id: state.creds.me?.id ?? '', lid: state.creds.me?.lid ?? '' });
  const journal = new Journal(me);
  const pending = new PendingMessages();
  let renewSession: (jid: string) => Promise<unknown> = async () => undefined;
  let replay: ((message: WAMessage) => Promise<void>) | null = null;
  const acceptance = new Acceptance({ ...options, generation, pending, me, replay: () => replay });
  return {
    auth: { creds: state.creds, keys: state.keys },
    makeSignalRepository: createSignalRepository({
      generation,
      lock,
      journal,
      pending,
      probe,
      findPlaintext: (draft, match) => store.findPlaintext(account, draft, match),
    }),
    transactionOpts: TRANSACTION_OPTIONS,
    getMessage: async (key) => {
      const found = await findSent(key, {
        renewSession: (jid) => renewSession(jid),
        find: (id) => generation.persist(() => sent.findById(id)),
      });
      return found === null ? undefined : proto.Message.decode(found.message);
    },
    attach: (socket) => {
      journal.attach(socket);
      handOverAtOnce(socket.ev);
      replay = (message) => socket.upsertMessage(message, 'append');
      renewSession = (jid) => socket.assertSessions([jid], true);
    },
    onUpsert: (messages, type) => acceptance.onUpsert(messages, type),
    drain: (olderThanMs) => acceptance.drain(olderThanMs),
    saveCredentials: () => state.saveCredentials(),
    isLost: () => generation.isLost,
    close: () => generation.lose('closed'),
  };
}

function toCredentials(stored: string | null): AuthenticationCreds {
  return stored === null ? initAuthCreds() : JSON.parse(stored, BufferJSON.reviver);
}

type Finding = {
  readonly find: (messageId: string) => Promise<SentWhatsApp | null>;
  readonly renewSession: (jid: string) => Promise<unknown>;
};

/**
 * A message of ours for whoever asks for it again. The network is asked first whose phone it is that asks: a number
 * may have another owner since, and the library looks at the phone's identity only once it has the message.
 */
async function findSent(
  { id, participant, remoteJid }: WAMessageKey,
  { find, renewSession }: Finding,
): Promise<SentWhatsApp | null> {
  const asker = participant ?? remoteJid;
  const found = id ? await find(id) : null;
  if (found === null || !asker) {
    return found;
  }
  await renewSession(asker);
  return find(found.messageId);
}
