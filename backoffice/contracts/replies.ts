import { z } from 'zod';
import { MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import { toStorableText } from '../../domain/messages/storable-text.ts';
import { ReplyState, ReplyTopic as Topic } from '../../domain/replies/reply.ts';
import type { ReplyVariable as Variable } from '../../domain/replies/reply-text.ts';

/** What a reply may be about. */
export type ReplyTopic = Topic;

/** What a reply may leave open until it is put into a conversation. */
export type ReplyVariable = Variable;

const Storable = z.string().transform(toStorableText);

/** Short, and with something that can be looked for. */
const ReplyName = Storable.pipe(
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/[\p{L}\p{N}]/u),
);

/** As long as an answer may be. */
const ReplyWords = Storable.pipe(z.string().trim().min(1).max(MAX_TEXT_CHARACTERS));

/** A new reply, with its first version. */
export const ReplyBody = z.strictObject({
  name: ReplyName,
  topic: Topic.nullable().default(null),
  text: ReplyWords,
});
export type ReplyBody = z.input<typeof ReplyBody>;

/** How a reply is called from now on. */
export const ReplyNameBody = z.strictObject({ name: ReplyName });

/** Another version of a reply. */
export const ReplyVersionBody = z.strictObject({ text: ReplyWords });

/** Why a version is taken out of use. */
export const ReplyWithdrawalBody = z.strictObject({
  reason: Storable.pipe(z.string().trim().min(1).max(300)),
});

/** Which replies: with a version in use, with one that waits for approval, or with neither. */
export const ReplyView = z.enum(['in-use', 'waiting', 'withdrawn']);
export type ReplyView = z.infer<typeof ReplyView>;

/** A page of the list by name. `after`: the last reply of the page before. */
export const ReplySearchBody = z.strictObject({
  view: ReplyView.default('in-use'),
  words: z.string().trim().max(60).default(''),
  after: z.uuid().nullable().default(null),
  limit: z.int().min(1).max(100).default(50),
});
export type ReplySearchBody = z.input<typeof ReplySearchBody>;

const Place = z.object({ versionId: z.uuid(), number: z.int() });

/** A reply as a row of the list; `snippet`: how the text begins that is in use, or else that waits. */
export const ReplyItem = z.object({
  id: z.uuid(),
  name: z.string(),
  topic: Topic.nullable(),
  inUse: Place.nullable(),
  waiting: Place.nullable(),
  snippet: z.string(),
  changedAt: z.iso.datetime(),
});
export type ReplyItem = z.infer<typeof ReplyItem>;

export const ReplyList = z.object({ items: z.array(ReplyItem), nextAfter: z.uuid().nullable() });
export type ReplyList = z.infer<typeof ReplyList>;

const ReplyVersionView = z.object({
  id: z.uuid(),
  number: z.int(),
  text: z.string(),
  state: ReplyState,
  inUse: z.boolean(),
  author: z.string(),
  proposedAt: z.iso.datetime(),
  /** `own`: by its author, because nobody else could. */
  approval: z.object({ by: z.string(), at: z.iso.datetime(), own: z.boolean() }).nullable(),
  withdrawal: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Answers that were sent with it; those that hold health matters are not counted. */
  uses: z.int(),
  /** What this reader may do with it. `others`: somebody else has to approve it. */
  possible: z.array(z.enum(['approve', 'withdraw', 'others'])),
});
export type ReplyVersionView = z.infer<typeof ReplyVersionView>;

/** One reply with its versions, the newest first. */
export const ReplyDetail = z.object({
  id: z.uuid(),
  name: z.string(),
  topic: Topic.nullable(),
  versions: z.array(ReplyVersionView),
  /** Where the versions before these begin; null when there are none. */
  earlierBefore: z.int().nullable(),
  /** Whether this reader may propose a version, and none waits. */
  mayPropose: z.boolean(),
  /** Whether this reader may change its name. */
  mayRename: z.boolean(),
});
export type ReplyDetail = z.infer<typeof ReplyDetail>;

/** `before`: versions with a lower number than this one. */
export const ReplyDetailQuery = z.strictObject({ before: z.coerce.number().int().min(1).optional() });

/** The path of one reply. */
export const ReplyParams = z.strictObject({ id: z.uuid() });

/** The path of one version. */
export const ReplyVersionParams = z.strictObject({
  id: z.uuid(),
  number: z.coerce.number().int().min(1).max(1_000_000),
});

/** The path of a version that is put into a conversation. */
export const FilledReplyParams = z.strictObject({ id: z.uuid(), versionId: z.uuid() });

/** A version with the values of one conversation. `gaps`: what is not known, as it stands in the text: `[nombre]`. */
export const FilledReply = z.object({
  versionId: z.uuid(),
  number: z.int(),
  name: z.string(),
  text: z.string(),
  gaps: z.array(z.string()),
});
export type FilledReply = z.infer<typeof FilledReply>;
