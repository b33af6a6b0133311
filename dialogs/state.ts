import { z } from 'zod';
import { Attachment, MAX_TEXT_CHARACTERS } from '../domain/messages/content.ts';
import type { AssistantState } from './turn.ts';

/** Grows whenever the stored shape, a dialog's id or what a dialog remembers changes. */
export const SCHEMA_VERSION = 2;

const MAX_OPEN_DIALOGS = 8;
const MAX_PARKED_FILES = 10;
export const MAX_REPEATED = 10;
export const MAX_LOST_FILES = 10;

const OpenInstance = z.strictObject({
  id: z.string(),
  state: z.record(z.string(), z.unknown()),
});

const PrivacyChoice = z.enum(['unasked', 'accepted', 'refused', 'unanswered']);

/** The first message, kept while the aviso is open. */
const ParkedMessage = z.strictObject({
  text: z.string().max(MAX_TEXT_CHARACTERS),
  attachments: z.array(Attachment).max(MAX_PARKED_FILES),
  dangerTold: z.boolean(),
});

/**
 * A message of the person that an answer came from. Its words are kept only when several messages made the answer:
 * then a change of one leaves the others as they are.
 */
export const Source = z.strictObject({
  messageId: z.string(),
  text: z.string().max(MAX_TEXT_CHARACTERS).nullable(),
});
export type Source = z.infer<typeof Source>;

/**
 * The answers of an unfinished form: which questions were answered (or skipped), and with what.
 *
 * `sources` and `files` say which messages each value and each file came from, so that an edit or a deletion finds
 * what it changes.
 */
const Draft = z.strictObject({
  answered: z.array(z.string()),
  values: z.record(z.string(), z.unknown()),
  sources: z.record(z.string(), z.array(Source)).default({}),
  files: z.record(z.string(), z.string()).default({}),
});
export type Draft = z.infer<typeof Draft>;

/** Where a person says to be, until a form takes it. */
const Place = z.strictObject({
  latitude: z.number(),
  longitude: z.number(),
  words: z.string().max(MAX_TEXT_CHARACTERS),
  sources: z.array(Source),
  at: z.iso.datetime(),
});
export type Place = z.infer<typeof Place>;

/** A question of the system under the id of each message of ours that repeated it. */
const Repeated = z.strictObject({ promptId: z.string(), questionId: z.string() });

/** What the assistant remembers between turns. No text of ours is in it: prompts are rendered when shown. */
export const ConversationState = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  dialogs: z.strictObject({ dialogStack: z.array(OpenInstance).max(MAX_OPEN_DIALOGS) }),
  privacy: PrivacyChoice,
  parked: ParkedMessage.nullable(),
  drafts: z.record(z.string(), Draft),
  /** Messages in a row that were not understood while nothing was open. */
  misses: z.int().nonnegative(),
  /** True while later events are stored as health data. */
  sensitive: z.boolean(),
  /** When this conversation last filed something: a second confirmation is told apart by it. */
  filedAt: z.iso.datetime().nullable(),
  /** The person's messages that the last filing was made of. */
  filedFrom: z.array(z.string()),
  /** The message of ours that waits for an answer. */
  promptId: z.string().nullable(),
  /** The last message of the person, while all that came of it was that it was not understood. */
  missed: z.string().nullable(),
  place: Place.nullable(),
  repeated: z.array(Repeated).max(MAX_REPEATED),
  /** Files that were told to be lost before their message was read. */
  lostFiles: z.array(z.string()).max(MAX_LOST_FILES).default([]),
  lastAt: z.iso.datetime().nullable(),
});
export type ConversationState = z.infer<typeof ConversationState>;

type OpenedState = {
  readonly state: ConversationState;
  /** True when what was open could not be kept: the person is told, and the drafts are still there. */
  readonly restarted: boolean;
};

/** The memory of a conversation in which nothing was said yet. */
export function freshState(): ConversationState {
  return {
    schemaVersion: SCHEMA_VERSION,
    dialogs: { dialogStack: [] },
    privacy: 'unasked',
    parked: null,
    drafts: {},
    misses: 0,
    sensitive: false,
    filedAt: null,
    filedFrom: [],
    promptId: null,
    missed: null,
    place: null,
    repeated: [],
    lostFiles: [],
    lastAt: null,
  };
}

/**
 * Reads what was stored; never throws.
 *
 * Another schema version, a shape that does not fit or a dialog that no longer exists ends whatever was open, and
 * keeps the privacy choice, the parked message and the drafts, as far as each of them can be read.
 */
export function openState(
  stored: AssistantState,
  isKnown: (instance: { id: string; state: Record<string, unknown> }) => boolean,
): OpenedState {
  if (Object.keys(stored).length === 0) {
    return { state: freshState(), restarted: false };
  }
  const parsed = ConversationState.safeParse(stored);
  if (parsed.success && parsed.data.dialogs.dialogStack.every(isKnown)) {
    return { state: parsed.data, restarted: false };
  }
  return { state: salvage(stored), restarted: true };
}

function salvage({ privacy, parked, drafts: stored, sensitive }: AssistantState): ConversationState {
  const drafts = Object.entries(asRecord(stored)).flatMap(([form, draft]) => {
    const parsed = Draft.safeParse(draft);
    return parsed.success ? [[form, parsed.data] as const] : [];
  });
  return {
    ...freshState(),
    privacy: PrivacyChoice.catch('unasked').parse(privacy),
    parked: ParkedMessage.nullable().catch(null).parse(parked),
    drafts: Object.fromEntries(drafts),
    sensitive: sensitive === true,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(value);
}
