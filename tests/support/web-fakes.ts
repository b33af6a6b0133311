import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Files } from '../../bot/files.ts';
import type { Inbox, ReceivedMessage, Timeline, TimelineEntry } from '../../bot/inbox.ts';
import { EntityProfile } from '../../domain/entity/profile.ts';
import { DomainError } from '../../domain/errors.ts';
import { type OutgoingContent, outgoingContent, plainText } from '../../domain/messages/content.ts';
import type { PersonFile } from '../../domain/messages/file-store.ts';
import { ACCEPTED_FILES, sniffFileType } from '../../domain/messages/file-types.ts';

const SIX_MINUTES_PAST_TEN = new Date('2026-03-02T15:06:00Z');
const MAX_FILES_A_CONVERSATION = 5;
const SMALLEST_IMAGE_BYTES = 20;

type Receipt = Parameters<Timeline['acknowledge']>[0];

/**
 * The part of the program behind the web channel, in memory. Several servers can stand on one of these.
 *
 * Its assistant repeats what it hears and answers `opciones` with two options.
 */
export class WebWorld {
  readonly receipts: Receipt[] = [];
  readonly files: Files = new InMemoryFiles();
  /** While true, growth is not announced: wakes get lost as they do with a dropped database connection. */
  muted = false;
  /** When what is said is said. */
  now = SIX_MINUTES_PAST_TEN;
  readonly #conversations = new Map<string, TimelineEntry[]>();
  readonly #stored = new Map<string, bigint>();
  readonly #growth = new EventEmitter().setMaxListeners(0);

  readonly inbox: Inbox = {
    openConversation: async () => {
      const id = this.newId();
      this.#conversations.set(id, []);
      return { id, created: true };
    },
    receive: async (message) => {
      const key = `${message.conversationId} ${message.messageId}`;
      const known = this.#stored.get(key);
      if (known !== undefined) {
        return { eventId: known, duplicate: true };
      }
      const eventId = BigInt(this.#stored.size + 1);
      this.#stored.set(key, eventId);
      setImmediate(() => this.#turn(message, String(eventId)));
      return { eventId, duplicate: false };
    },
  };

  readonly timeline: Timeline = {
    listSince: async ({ conversationId, after, limit }) =>
      this.entriesOf(conversationId)
        .filter(({ seq }) => seq > after)
        .slice(0, limit)
        .map((entry) => this.#withQuotedSeq(entry, conversationId)),
    subscribe: (conversationId, onGrowth) => {
      this.#growth.on(conversationId, onGrowth);
      return () => this.#growth.off(conversationId, onGrowth);
    },
    acknowledge: async (receipt) => void this.receipts.push(receipt),
  };

  newId(): string {
    return crypto.randomUUID();
  }

  entriesOf(conversationId: string): readonly TimelineEntry[] {
    return this.#conversations.get(conversationId) ?? [];
  }

  /** Says something without being asked. */
  say(conversationId: string, content: OutgoingContent): void {
    this.#append(conversationId, { direction: 'out', id: this.newId(), inReplyTo: null, content });
    this.#announce(conversationId);
  }

  /** What the database looks up beside the entries. */
  #withQuotedSeq(entry: TimelineEntry, conversationId: string): TimelineEntry {
    const quotedId = entry.direction === 'in' ? entry.content.quotedId : null;
    const quoted = this.entriesOf(conversationId).find(({ id }) => id === quotedId);
    return entry.direction === 'in' && quoted ? { ...entry, quotedSeq: quoted.seq } : entry;
  }

  #turn({ conversationId, messageId, kind, content }: ReceivedMessage, id: string): void {
    this.#append(conversationId, { direction: 'in', id, messageId, kind, content });
    const answer = answerTo(kind, content);
    this.#append(conversationId, {
      direction: 'out',
      id: this.newId(),
      inReplyTo: messageId,
      content: answer,
    });
    this.#announce(conversationId);
  }

  #append(conversationId: string, entry: NewEntry): void {
    const entries = this.entriesOf(conversationId);
    const complete = { ...entry, seq: entries.length + 1, at: this.now } as TimelineEntry;
    this.#conversations.set(conversationId, [...entries, complete]);
  }

  #announce(conversationId: string): void {
    if (!this.muted) {
      this.#growth.emit(conversationId);
    }
  }
}

type WithoutPlace<Entry> = Entry extends unknown ? Omit<Entry, 'seq' | 'at'> : never;
type NewEntry = WithoutPlace<TimelineEntry>;

function answerTo(kind: ReceivedMessage['kind'], content: ReceivedMessage['content']): OutgoingContent {
  if (kind === 'joined') {
    return plainText('Hola, soy el asistente.');
  }
  if (content.text === 'opciones') {
    const options = [
      { value: 'si', title: 'Sí, acepto' },
      { value: 'no', title: 'No acepto' },
    ];
    return outgoingContent({ text: '¿Aceptas?', options, expects: 'option' });
  }
  return plainText(`Eco: ${content.text}${content.attachments.map(({ name }) => ` [${name}]`).join('')}`);
}

/** Keeps what the real one keeps and refuses what it refuses, without looking into pictures. */
class InMemoryFiles implements Files {
  readonly #kept = new Map<string, { file: PersonFile; bytes: Uint8Array }>();

  async keep({ conversationId, name, bytes }: Parameters<Files['keep']>[0]) {
    const mimeType = acceptedTypeOf(bytes);
    const own = [...this.#kept.values()].filter(({ file }) => file.conversationId === conversationId);
    if (own.length >= MAX_FILES_A_CONVERSATION) {
      throw new DomainError('quota-exceeded');
    }
    const id = crypto.randomUUID();
    const file = aPersonFile({ id, conversationId, name, mimeType, bytes: bytes.length });
    this.#kept.set(id, { file, bytes });
    return { fileId: id, name, mimeType, bytes: bytes.length, pending: false };
  }

  async findById(id: string) {
    return this.#kept.get(id)?.file ?? null;
  }

  async read({ id }: PersonFile) {
    return this.#kept.get(id)?.bytes ?? null;
  }
}

function acceptedTypeOf(bytes: Uint8Array): string {
  const mimeType = sniffFileType(bytes) ?? '';
  const rule = ACCEPTED_FILES[mimeType];
  if (!rule) {
    throw new DomainError('file-type-not-accepted');
  }
  if (bytes.length > rule.maxBytes) {
    throw new DomainError('file-too-large');
  }
  if (rule.family === 'image' && bytes.length < SMALLEST_IMAGE_BYTES) {
    throw new DomainError('file-broken');
  }
  return mimeType;
}

function aPersonFile(
  file: Pick<PersonFile, 'id' | 'conversationId' | 'name' | 'mimeType' | 'bytes'>,
): PersonFile {
  return {
    ...file,
    sha256: '',
    status: 'ready',
    originalKey: file.id,
    preparedKey: null,
    createdAt: SIX_MINUTES_PAST_TEN,
  };
}

/** The demonstration entity. */
export function essmarProfile(): EntityProfile {
  const seed = new URL('../../prisma/seed/entities/essmar.json', import.meta.url);
  return EntityProfile.parse(JSON.parse(readFileSync(seed, 'utf8')));
}
