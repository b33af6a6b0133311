import { z } from 'zod';
import { MAX_ANSWER_FILES } from '../../domain/handoff/colleague-file.ts';
import { MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import { ConversationOwner } from '../../domain/messages/conversation-owner.ts';
import { EventKind } from '../../domain/messages/event.ts';
import { CareTopic } from '../../domain/teams/care-topic.ts';
import { TeamName } from '../../domain/teams/team.ts';
import { CursorText } from './pqrs.ts';
import { PresenceView } from './teams.ts';

/**
 * All by the last words of the person, those in which somebody waits by the longest wait, one's own, or those of one's
 * teams.
 */
export const InboxView = z.enum(['todas', 'sin-atender', 'mias', 'equipo']);
export type InboxView = z.infer<typeof InboxView>;

/** What may stand in the address of the inbox. Names and numbers are looked for by the search. */
export const InboxQuery = z.strictObject({
  view: InboxView.default('sin-atender'),
  channel: z.enum(['web', 'whatsapp', 'terminal']).optional(),
  topic: CareTopic.optional(),
  cursor: CursorText.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

const ColleagueView = z.object({ id: z.string(), name: z.string() });

/** A conversation as a row of the inbox. `reserved`: it holds a health matter that this reader may not see. */
export const InboxItem = z.object({
  id: z.uuid(),
  channel: z.string(),
  personId: z.uuid(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  owner: ConversationOwner,
  assignee: ColleagueView.nullable(),
  team: TeamName.nullable(),
  topic: CareTopic,
  /** The barrio or sector that it is about, or that of the person. */
  place: z.string().nullable(),
  waitingSince: z.iso.datetime().nullable(),
  /** Minutes of the wait that the team aims at; past them the row says so. */
  targetMinutes: z.int(),
  heardAt: z.iso.datetime().nullable(),
  unread: z.boolean(),
  reason: z.string().nullable(),
  danger: z.boolean(),
  /** Where the person asked to be called. */
  call: z.string().nullable(),
  /** Who ended the last attention in it, and when, while it can be reopened. */
  ended: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
  last: z.object({ direction: z.enum(['in', 'out']), text: z.string() }).nullable(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** `now`: the server's clock, by which waits are told. */
export const InboxList = z.object({
  items: z.array(InboxItem),
  nextCursor: z.string().nullable(),
  now: z.iso.datetime(),
});
export type InboxList = z.infer<typeof InboxList>;

/** The path of one conversation. */
export const InboxParams = z.strictObject({ id: z.uuid() });

/** The path of one file of a conversation. */
export const InboxFileParams = z.strictObject({ id: z.uuid(), fileId: z.uuid() });

/** Who could be given a conversation: colleagues with whether they are there, and teams. */
export const ColleagueList = z.object({
  items: z.array(ColleagueView.extend({ presence: PresenceView })),
  teams: z.array(TeamName),
});
export type ColleagueList = z.infer<typeof ColleagueList>;

/** `after`: show the lines after this one; absent for the latest part. */
export const InboxDetailQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });

const InboxLineView = z.object({
  /** Null while its turn has not come. */
  seq: z.int().nullable(),
  id: z.string(),
  /** `person`, `assistant`, a `colleague` who answers, a `note`, or `event`: something that happened. */
  from: z.enum(['person', 'assistant', 'colleague', 'note', 'event']),
  kind: EventKind,
  /** Of an event of colleagues: take, assign, deal, open-pqrs, give-back, end, reopen, unanswered. */
  act: z.string().nullable(),
  /** Whose it is, when a colleague did it. */
  by: z.string().nullable(),
  /** What was filed, of an act `open-pqrs` whose turn has come. */
  radicado: z.string().nullable(),
  /** To whom it was assigned. */
  to: z.string().nullable(),
  /** To which team it was given. */
  team: z.string().nullable(),
  text: z.string(),
  options: z.array(z.string()),
  annexes: z.array(z.object({ fileId: z.uuid(), name: z.string(), mimeType: z.string() })),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** What an edit, a deletion or a reaction is about: the id of that message. */
  targetId: z.string().nullable(),
  messageId: z.string().nullable(),
  refused: z.boolean(),
  /** Of what we sent: queued, sending, sent, delivered, read, failed, skipped, expired, with the reason. */
  delivery: z
    .object({ status: z.string(), reason: z.string().nullable(), at: z.iso.datetime().nullable() })
    .nullable(),
  at: z.iso.datetime(),
});
export type InboxLineView = z.infer<typeof InboxLineView>;

/** One conversation, as far as this reader may see it. */
export const InboxDetail = InboxItem.extend({
  lines: z.array(InboxLineView),
  /** Where the part before these lines begins; null when there is none. */
  earlierAfter: z.int().nullable(),
  laterAfter: z.int().nullable(),
  lastSeq: z.int(),
  /** The form that the person has not finished: its answers, what is missing, and what is being asked. */
  form: z
    .object({ answers: z.array(z.string()), missing: z.array(z.string()), asked: z.string().nullable() })
    .nullable(),
  /** The server's clock, by which waits are told. */
  now: z.iso.datetime(),
  /** What this reader may do at this moment. */
  possible: z.array(z.enum(['take', 'reopen', 'answer', 'note', 'assign', 'give-back', 'end'])),
});
export type InboxDetail = z.infer<typeof InboxDetail>;

const Words = z.string().trim().min(1).max(MAX_TEXT_CHARACTERS);

/**
 * What a colleague does in a conversation. `id` is made by the browser once for each act: the same act sent again
 * changes nothing.
 */
export const ActBody = z.discriminatedUnion('act', [
  /** `from`: the colleague who has it, as the reader saw it. */
  z.strictObject({ id: z.uuid(), act: z.literal('take'), from: z.string().max(100).nullable() }),
  /** `reply`: the version of the saved reply that the words began with. Without words there are files. */
  z
    .strictObject({
      id: z.uuid(),
      act: z.literal('answer'),
      text: z.string().trim().max(MAX_TEXT_CHARACTERS),
      reply: z.uuid().optional(),
      fileIds: z.array(z.uuid()).max(MAX_ANSWER_FILES).optional(),
    })
    .refine(({ text, fileIds = [] }) => text !== '' || fileIds.length > 0),
  z.strictObject({ id: z.uuid(), act: z.literal('note'), text: Words }),
  /** To a colleague, or with null to the queue of a team or of everybody. */
  z.strictObject({
    id: z.uuid(),
    act: z.literal('assign'),
    to: z.string().max(100).nullable(),
    team: z.uuid().optional(),
  }),
  z.strictObject({ id: z.uuid(), act: z.enum(['give-back', 'end', 'reopen']) }),
]);
export type ActBody = z.infer<typeof ActBody>;

/** A file that was kept for an answer. */
export const AnswerFileView = z.object({
  fileId: z.uuid(),
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int(),
});
export type AnswerFileView = z.infer<typeof AnswerFileView>;

/** Everything up to this line was on the reader's screen. */
export const SeenBody = z.strictObject({ upTo: z.int().min(0) });
export type SeenBody = z.infer<typeof SeenBody>;
