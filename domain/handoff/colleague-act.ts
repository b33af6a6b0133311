import { z } from 'zod';
import { PqrsDraft } from '../pqrs/pqrs.ts';
import { TeamName } from '../teams/team.ts';

/** A colleague as the person and the other colleagues know them. */
export const Colleague = z.object({ id: z.string().max(100), name: z.string().max(120) });
export type Colleague = z.infer<typeof Colleague>;

/** What a colleague files from a conversation, beside its words and its files, which the event itself carries. */
const ConversationFiling = PqrsDraft.pick({
  kind: true,
  aboutService: true,
  accountNumber: true,
  barrioId: true,
  barrioText: true,
}).extend({
  intakeId: z.uuid(),
  digest: z.string().max(100),
  name: z.string().max(120).nullable(),
  /** When the person wrote what it is about: the law counts from there. */
  receivedAt: z.iso.datetime(),
});

/**
 * What a colleague, or the clock in nobody's name, does in a conversation.
 *
 * It is an event in the conversation's order like a message of the person: both sides see one order, and a message is
 * never answered by the assistant and by a colleague.
 */
export const ColleagueAct = z.discriminatedUnion('act', [
  /** `from`: whom it is taken from, as the colleague saw it; null from the assistant or the queue. */
  z.object({ act: z.literal('take'), by: Colleague, from: z.string().nullable() }),
  /** `reply`: the version of the saved reply that its words began with. */
  z.object({ act: z.literal('answer'), by: Colleague, reply: z.uuid().optional() }),
  /** For colleagues only: it is never sent. */
  z.object({ act: z.literal('note'), by: Colleague }),
  /** To a colleague by hand, to the queue of a team, or back to everybody's with neither. */
  z.object({
    act: z.literal('assign'),
    by: Colleague,
    to: Colleague.nullable(),
    team: TeamName.nullable().default(null),
  }),
  /** The rule gives what began to wait then to a team, and to one of its members when it names one. */
  z.object({
    act: z.literal('deal'),
    since: z.iso.datetime(),
    team: TeamName,
    to: Colleague.nullable(),
    /** From the queue of that team, in which it stood because nobody was there. */
    fromQueue: z.boolean().default(false),
  }),
  /** Files a PQRS with what the person told here. */
  z.object({ act: z.literal('open-pqrs'), by: Colleague, filing: ConversationFiling }),
  z.object({ act: z.literal('give-back'), by: Colleague }),
  z.object({ act: z.literal('end'), by: Colleague }),
  /** Takes up again what a colleague ended: the same attention goes on. */
  z.object({ act: z.literal('reopen'), by: Colleague }),
  /** The person has waited since then without a word of a colleague. */
  z.object({ act: z.literal('unanswered'), since: z.iso.datetime() }),
]);
export type ColleagueAct = z.infer<typeof ColleagueAct>;
