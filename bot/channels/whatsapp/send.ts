import { setTimeout as sleep } from 'node:timers/promises';
import { generateWAMessage, proto, type WASocket } from '@whiskeysockets/baileys';
import { OperationalError } from '../../../domain/errors.ts';
import type { SendClass } from '../../../domain/messages/delivery.ts';
import type { ClaimedMessage } from '../../../domain/messages/outbox-store.ts';
import type { WhatsAppPersonRepository } from '../../../domain/messages/whatsapp-person.ts';
import type { SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { Files } from '../../files.ts';
import { Undeliverable } from '../../outbox/channel-port.ts';
import type { Acks } from './acks.ts';
import { toMessageId } from './convert/message-id.ts';
import { type OutgoingPart, toMessageContent, toWhatsApp } from './convert/outgoing.ts';
import { typingMs } from './convert/typing.ts';
import type { ReadMarks } from './read-marks.ts';
import { silentProtocolLog } from './silence.ts';

const UPLOAD_TIMEOUT_MS = 60_000;
/** The network refuses the message because of whom it goes to: trying again makes it worse. */
const COLD_CHAT = '463';

type Dependencies = {
  readonly account: string;
  /** Null while nothing can leave. */
  readonly socket: () => WASocket | null;
  readonly acks: Acks;
  readonly persons: Pick<WhatsAppPersonRepository, 'findById'>;
  readonly sent: SentWhatsAppStore;
  readonly files: Pick<Files, 'findById' | 'read'>;
  readonly marks: ReadMarks;
  readonly t: Translate;
  /** False sends at once, without being seen typing. */
  readonly typing: boolean;
  readonly random: () => number;
  readonly onRefused: (refused: SendClass) => Promise<void>;
  readonly onTaken: (taken: SendClass) => Promise<void>;
};

/**
 * Sends a message of the ledger and resolves when the server has acknowledged every part of it.
 *
 * A part is stored before it leaves and keeps its id and its bytes over every retry, so that a phone shows it once.
 * Throws OperationalError when a retry may help, `Undeliverable` when none can.
 */
export function createSend(
  deps: Dependencies,
): (message: ClaimedMessage) => Promise<{ readonly providerId: string | null }> {
  return async (message) => {
    const socket = deps.socket();
    if (socket === null) {
      throw new OperationalError('WhatsApp is not connected');
    }
    const person = await deps.persons.findById(message.recipient);
    const to = person?.replyTo ?? null;
    if (person === null || to === null) {
      throw new Undeliverable('no-address');
    }
    const parts = toWhatsApp(message.content, deps.t);
    const ids = parts.map((_, index) => toMessageId(message.id, index));
    await actHuman(deps, socket, { to, personId: person.id, text: message.content.text });
    for (const [index, part] of parts.entries()) {
      const messageId = ids[index] ?? '';
      await sendPart(deps, socket, { message, part, messageId, to });
    }
    await deps.onTaken(message.class);
    return { providerId: ids[0] ?? null };
  };
}

type Addressed = { readonly to: string; readonly personId: string; readonly text: string };

/** What a person would be seen doing: reading, then writing for a while. Nothing of it may keep a message back. */
async function actHuman(
  { marks, typing, random }: Dependencies,
  socket: WASocket,
  { to, personId, text }: Addressed,
): Promise<void> {
  const unread = marks.take(personId);
  if (unread.length > 0) {
    void socket.readMessages([...unread]).catch(() => undefined);
  }
  if (typing) {
    void socket.sendPresenceUpdate('composing', to).catch(() => undefined);
    await sleep(typingMs(text.length, random()));
    void socket.sendPresenceUpdate('paused', to).catch(() => undefined);
  }
}

type Part = {
  readonly message: ClaimedMessage;
  readonly part: OutgoingPart;
  readonly messageId: string;
  readonly to: string;
};

async function sendPart(deps: Dependencies, socket: WASocket, part: Part): Promise<void> {
  const { message, messageId, to } = part;
  const content = await findOrMake(deps, socket, part);
  const acked = deps.acks.expect(messageId);
  const additionalNodes = part.part.kind === 'poll' ? [{ tag: 'meta', attrs: { polltype: 'creation' } }] : [];
  try {
    const [{ error }] = await Promise.all([
      acked,
      socket.relayMessage(to, content, { messageId, additionalNodes }),
    ]);
    await settleAck(deps, message.class, error);
  } catch (cause) {
    deps.acks.forget(messageId);
    acked.catch(() => undefined);
    throw known(cause);
  }
}

async function settleAck(deps: Dependencies, refused: SendClass, error: string | null): Promise<void> {
  if (error === COLD_CHAT) {
    await deps.onRefused(refused);
    throw new Undeliverable(`refused-${COLD_CHAT}`);
  }
  if (error !== null) {
    throw new OperationalError(`WhatsApp refused a message with ${error}`);
  }
}

/** The message as it was stored by an earlier try, or a new one, stored. */
async function findOrMake(
  { account, sent, files }: Dependencies,
  socket: WASocket,
  { message, part, messageId, to }: Part,
): Promise<proto.IMessage> {
  const earlier = await sent.findById(messageId);
  if (earlier !== null) {
    return proto.Message.decode(earlier.message);
  }
  const bytes = part.kind === 'file' ? await readFile(files, part.file.fileId) : null;
  const made = await generateWAMessage(to, toMessageContent(part, bytes), {
    userJid: socket.user?.id ?? '',
    upload: socket.waUploadToServer,
    messageId,
    logger: silentProtocolLog,
    mediaUploadTimeoutMs: UPLOAD_TIMEOUT_MS,
  }).catch((cause: unknown) => {
    throw known(cause);
  });
  const content = made.message ?? {};
  await sent.insert({
    messageId,
    account,
    personId: message.recipient,
    outboxId: message.id,
    message: proto.Message.encode(content).finish(),
  });
  return content;
}

async function readFile(files: Dependencies['files'], fileId: string): Promise<Uint8Array> {
  const file = await files.findById(fileId);
  const bytes = file === null ? null : await files.read(file);
  if (bytes === null) {
    throw new Undeliverable('file-missing');
  }
  return bytes;
}

/** The library throws Booms, errors of its socket and bare numbers: all of them are the network's trouble. */
function known(error: unknown): OperationalError | Undeliverable {
  return error instanceof OperationalError || error instanceof Undeliverable
    ? error
    : new OperationalError('WhatsApp did not take a message', { cause: error });
}
