import { z } from 'zod';
import { ColleagueAct } from '../handoff/colleague-act.ts';
import { FileRejection } from './file-store.ts';

/** Longer texts are cut before any parser sees them; the sender is told. */
export const MAX_TEXT_CHARACTERS = 4096;

/** A file that arrived with a message. `pending`: its bytes are still being fetched or prepared. */
export const Attachment = z.object({
  fileId: z.uuid(),
  name: z.string().max(200),
  mimeType: z.string().max(100),
  bytes: z.int().nonnegative(),
  pending: z.boolean(),
  /** Why it will never open; left out as long as it may. */
  rejection: FileRejection.optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What came without words that we can read; each has an answer of its own. */
export const WordlessKind = z.enum([
  'sticker',
  'contact',
  'call',
  'view-once',
  'poll',
  'live-location',
  'unknown',
]);
export type WordlessKind = z.infer<typeof WordlessKind>;

const Place = z.object({ latitude: z.number(), longitude: z.number() });

/** What a person sent, in the one form that every channel converts to. */
export const IncomingContent = z.object({
  text: z.string().max(MAX_TEXT_CHARACTERS),
  /** True when the person wrote more than fits: the beginning is kept and the answer says so. */
  truncated: z.boolean().default(false),
  attachments: z.array(Attachment).max(10).default([]),
  location: Place.nullable().default(null),
  /** The id of the message of ours that this one quotes. */
  quotedId: z.uuid().nullable().default(null),
  /** The channel's own id of the message that an edit, a deletion or a reaction is about; for ours, our id. */
  targetId: z.string().max(200).nullable().default(null),
  wordless: WordlessKind.nullable().default(null),
  /** The language that the channel reports, e.g. `es-CO`. */
  locale: z.string().max(20).nullable().default(null),
  /** What a colleague does, in an event of kind `colleague`; `text` are the words of an answer or a note. */
  act: ColleagueAct.nullable().default(null),
});
export type IncomingContent = z.infer<typeof IncomingContent>;

/** One choice under a message: a button where the channel has them, a numbered line where it has not. */
const Option = z.object({ value: z.string().max(200), title: z.string().max(200) });
export type Option = z.infer<typeof Option>;

/** What the assistant says, before any channel renders it. */
export const OutgoingContent = z.object({
  text: z.string(),
  options: z.array(Option).default([]),
  /** What answer the message waits for: fragments are joined only before free text. */
  expects: z.enum(['nothing', 'option', 'text', 'file']).default('nothing'),
  attachments: z.array(Attachment).default([]),
  location: Place.extend({ name: z.string() }).nullable().default(null),
  /** How the options look best: a survey may be a poll where the channel has polls. */
  look: z.enum(['menu', 'poll']).default('menu'),
});
export type OutgoingContent = z.infer<typeof OutgoingContent>;

type WithText<T> = Partial<T> & { readonly text: string };

/** What a person sent, with everything that is not named left out. */
export function incomingContent(content: WithText<IncomingContent>): IncomingContent {
  return {
    truncated: false,
    attachments: [],
    location: null,
    quotedId: null,
    targetId: null,
    wordless: null,
    locale: null,
    act: null,
    ...content,
  };
}

/** What we say, with everything that is not named left out. */
export function outgoingContent(content: WithText<OutgoingContent>): OutgoingContent {
  return { options: [], expects: 'nothing', attachments: [], location: null, look: 'menu', ...content };
}

/** A plain sentence with nothing to choose. */
export function plainText(text: string): OutgoingContent {
  return outgoingContent({ text });
}
