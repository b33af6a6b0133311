import type { WACallEvent, WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type { SendClass } from '../../../domain/messages/delivery.ts';
import type { MediaRepository } from '../../../domain/messages/media.ts';
import type { OutboxStore } from '../../../domain/messages/outbox-store.ts';
import type { RefusalCode } from '../../../domain/messages/sending-rules-stop.ts';
import type { WhatsAppAccountRepository } from '../../../domain/messages/whatsapp-account.ts';
import type { WhatsAppPersonRepository } from '../../../domain/messages/whatsapp-person.ts';
import type { SentWhatsApp, SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';
import type { WhatsAppSessionStore } from '../../../domain/messages/whatsapp-session.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { Files } from '../../files.ts';
import type { Inbox } from '../../inbox.ts';
import type { Probe } from '../../probe.ts';
import { type Accept, createAccept } from './accept.ts';
import { Acks } from './acks.ts';
import { askReuploads } from './media/ask-reuploads.ts';
import type { Announced, KeptMedia } from './media/keep-arriving.ts';
import { type NumberListener, WhatsAppNumber } from './number.ts';
import { ReadMarks } from './read-marks.ts';
import { Receipts } from './receipts.ts';
import { createSend } from './send.ts';
import { createSession, type Session } from './session.ts';
import { silenceProtocolLibraries } from './silence.ts';
import type { SocketSettings } from './socket.ts';
import type { WhatsAppPort } from './whatsapp-port.ts';

const ACK_TIMEOUT_MS = 30_000;
const REUPLOADS_EVERY_MS = 30_000;

export type WhatsAppDependencies = {
  readonly account: string;
  /** Names this process for as long as it lives. */
  readonly owner: string;
  readonly leaseSeconds: number;
  readonly settings: SocketSettings;
  readonly typing: boolean;
  readonly store: WhatsAppSessionStore;
  readonly accounts: WhatsAppAccountRepository;
  readonly persons: WhatsAppPersonRepository;
  readonly sent: SentWhatsAppStore;
  readonly media: MediaRepository;
  readonly keepArriving: (announced: Announced) => Promise<KeptMedia>;
  readonly outbox: OutboxStore;
  readonly files: Pick<Files, 'findById' | 'read'>;
  readonly inbox: () => Inbox;
  readonly onRefused: (refused: SendClass | null, code: RefusalCode) => Promise<void>;
  readonly onTaken: (taken: SendClass) => Promise<void>;
  /** Messages can leave again. */
  readonly onOpen: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly t: Translate;
  readonly log: Logger;
  readonly probe: Probe;
};

/** WhatsApp by the protocol of a linked phone. */
export function createWhatsApp(deps: WhatsAppDependencies): WhatsAppPort {
  silenceProtocolLibraries();
  const { account, store, persons } = deps;
  const acks = new Acks(ACK_TIMEOUT_MS);
  const marks = new ReadMarks();
  const receipts = new Receipts({ ...deps, isTransient: store.isTransient });
  const accept = composeAccept(deps, { marks, self: () => selfOf(number) });
  const number: WhatsAppNumber = new WhatsAppNumber({
    ...deps,
    presence: deps.owner,
    ttlSeconds: deps.leaseSeconds,
    openSession: (epoch, onLost) => openSession(deps, { epoch, onLost, accept: accept.message }),
    wipe: (epoch) => store.wipe(account, epoch),
    onOwned: async () => {
      await deps.outbox.releaseClaims('whatsapp', deps.owner);
    },
    listener: (session) => createListener(deps, { session, accept, acks, receipts }),
  });
  const send = createSend({
    ...deps,
    socket: () => number.socket,
    acks,
    marks,
    onRefused: (refused) => deps.onRefused(refused, '463'),
  });
  return {
    start: () => number.start(),
    stop: async () => {
      await number.stop();
      await receipts.idle();
    },
    state: () => number.state,
    lease: () => number.lease,
    send,
    isRegistered: (personId) => isRegistered(persons, number.socket, personId),
  };
}

type Accepting = { readonly marks: ReadMarks; readonly self: () => readonly (string | undefined)[] };

function composeAccept(deps: WhatsAppDependencies, { marks, self }: Accepting): Accept {
  const { account, sent, clock, keepArriving } = deps;
  return createAccept({
    ...deps,
    convert: { sent, self, clock },
    keepArriving: async (arriving) => (await keepArriving({ ...arriving, account })).attachment,
    onAccepted: (personId, message) => marks.add(personId, message.key),
  });
}

type Opening = {
  readonly epoch: number;
  readonly onLost: () => void;
  readonly accept: Accept['message'];
};

async function openSession(deps: WhatsAppDependencies, { epoch, onLost, accept }: Opening): Promise<Session> {
  const { account, store, persons } = deps;
  return createSession({
    ...deps,
    epoch,
    credentials: await store.readCredentials(account),
    accept,
    sent: { findById: (messageId) => findForItsReader(deps, messageId) },
    onLost,
    onIdentityChanged: (address) => persons.forgetIdentity(address),
  });
}

/** What was said to whoever had a number before is not for who has it since. */
async function findForItsReader(
  { sent, persons }: Pick<WhatsAppDependencies, 'sent' | 'persons'>,
  messageId: string,
): Promise<SentWhatsApp | null> {
  const found = await sent.findById(messageId);
  const person = found === null ? null : await persons.findById(found.personId);
  return person === null || person.replyTo === null ? null : found;
}

function selfOf({ socket }: { readonly socket: WASocket | null }): readonly (string | undefined)[] {
  return [socket?.user?.id, socket?.user?.lid];
}

type Listening = {
  readonly session: Session;
  readonly accept: Accept;
  readonly acks: Acks;
  readonly receipts: Receipts;
};

function createListener(
  deps: WhatsAppDependencies,
  { session, accept, acks, receipts }: Listening,
): NumberListener {
  const { log, onRefused } = deps;
  let reuploads: NodeJS.Timeout | undefined;
  const refused = (code: RefusalCode): void =>
    void onRefused(null, code).catch(() => log.error({ code }, 'the stop of sending was not written'));
  return {
    onUpsert: ({ messages, type }) => void session.onUpsert(messages, type),
    onReceipt: (node) => {
      const { me } = session.auth.creds;
      return receipts.onReceipt(node, [me?.id, me?.lid]);
    },
    onCalls: (calls) => void acceptCalls(accept, calls, log),
    onAck: (messageId, error) => void acks.settle(messageId, { error }),
    onRestricted: () => refused('restricted'),
    onStopped: (reason) => (reason === 'banned' ? refused('banned') : undefined),
    onOpen: (socket) => {
      deps.onOpen();
      const ask = (): void => void askAgain(deps, socket);
      clearInterval(reuploads);
      reuploads = setInterval(ask, REUPLOADS_EVERY_MS).unref();
      ask();
    },
    onClosed: async () => {
      clearInterval(reuploads);
      acks.rejectAll();
    },
  };
}

async function askAgain(
  { media, account, clock, log }: WhatsAppDependencies,
  socket: WASocket,
): Promise<void> {
  await askReuploads({
    repository: media,
    account,
    update: (message) => socket.updateMediaMessage(message),
    clock,
  }).catch((error: unknown) => log.warn({ err: error }, 'files were not asked for again'));
}

async function acceptCalls(accept: Accept, calls: readonly WACallEvent[], log: Logger): Promise<void> {
  for (const call of calls) {
    await accept
      .call(call)
      .catch((error: unknown) => log.warn({ err: error }, 'a call was not written down'));
  }
}

async function isRegistered(
  persons: Pick<WhatsAppPersonRepository, 'findById'>,
  socket: WASocket | null,
  personId: string,
): Promise<boolean | null> {
  const person = await persons.findById(personId);
  if (person === null || (person.phone === null && person.lid === null)) {
    return false;
  }
  // Whoever is known by a LID alone wrote to us under it; there is nothing to ask.
  const phone = person.phone?.split('@')[0];
  if (phone === undefined) {
    return true;
  }
  const found = await socket?.onWhatsApp(phone).catch(() => undefined);
  return found === undefined ? null : found.some(({ exists }) => exists);
}
