import { DomainError } from '../../domain/errors.ts';
import { type ActRefusal, decideAct } from '../../domain/handoff/care.ts';
import type { Colleague, ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import type { InboxDetail } from '../../domain/handoff/inbox-reader.ts';
import { isReopenable } from '../../domain/handoff/reopening.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { TeamName } from '../../domain/teams/team.ts';
import type { ActBody } from '../contracts/handoff.ts';
import { Refusal } from '../refusal.ts';
import { getAnswerFiles } from './answer-files.ts';
import { checkReply } from './check-reply.ts';
import type { InboxReading } from './inbox-reading.ts';
import { getReadable, toCare } from './read-inbox.ts';

const REFUSALS = {
  taken: 'conversation-taken',
  'not-yours': 'conversation-not-yours',
  stale: 'conversation-not-ended',
} as const satisfies Record<ActRefusal, string>;

type Actor = Colleague & { readonly role: StaffRole };

/**
 * Puts what a colleague does into the conversation. Durable when it returns; what it comes to is decided in its turn.
 *
 * What cannot be done as things stand is refused at once with DomainError `conversation-taken`,
 * `conversation-not-yours` or `conversation-not-ended`; whoever was quicker in between decides the rest, and the line says so. An answer that began
 * with a saved reply is refused as `checkReply` says, and one with files as `getAnswerFiles` says.
 */
export async function actInConversation(
  conversationId: string,
  { body, by }: { readonly body: ActBody; readonly by: Actor },
  reading: InboxReading,
): Promise<void> {
  const found = await getReadable(conversationId, by.role, reading);
  const act = await toAct(body, by, { reading, isHealth: found.sensitivity === 'health' });
  assertPossible(found, act, reading.clock.now());
  const text = 'text' in body ? body.text : '';
  const attachments = await getAnswerFiles(body, { conversationId, staffId: by.id }, reading);
  await reading.acts.act({ id: body.id, conversationId, act, text, attachments });
}

/** Of a reopening the turn asks again whether it is ended still. */
function assertPossible(found: InboxDetail, act: ColleagueAct, now: Date): void {
  const decision = decideAct(toCare(found), act, now);
  if (decision.kind === 'refused') {
    throw new DomainError(REFUSALS[decision.why]);
  }
  if (decision.kind === 'done' && act.act === 'reopen' && !isReopenable(found.ended?.at ?? null, now)) {
    throw new DomainError(REFUSALS.stale);
  }
}

type Circumstances = { readonly reading: InboxReading; readonly isHealth: boolean };

async function toAct(body: ActBody, { id, name }: Actor, there: Circumstances): Promise<ColleagueAct> {
  const by = { id, name };
  switch (body.act) {
    case 'take':
      return { act: 'take', by, from: body.from };
    case 'assign':
      return {
        act: 'assign',
        by,
        to: body.to === null ? null : await getColleague(body.to, there),
        team: body.to !== null || body.team === undefined ? null : await getTeam(body.team, there),
      };
    case 'answer':
      return toAnswer(body, by, there.reading);
    default:
      return { act: body.act, by };
  }
}

async function toAnswer(
  { text, reply }: ActBody & { act: 'answer' },
  by: Colleague,
  reading: InboxReading,
): Promise<ColleagueAct> {
  if (reply === undefined) {
    return { act: 'answer', by };
  }
  await checkReply({ text, reply }, reading);
  return { act: 'answer', by, reply };
}

/** Nobody is given a conversation who could not work on it, or not read it. Throws Refusal `staff-not-found`. */
async function getColleague(
  staffId: string,
  { reading: { directory }, isHealth }: Circumstances,
): Promise<Colleague> {
  const member = await directory.find(staffId);
  const mayWork = member?.state === 'active' && hasPermission(member.role, 'conversations:work');
  if (!mayWork || (isHealth && !hasPermission(member.role, 'health:read'))) {
    throw new Refusal('staff-not-found');
  }
  return { id: member.id, name: member.name };
}

/** Throws Refusal `team-not-found`, also for one that is no longer in use. */
async function getTeam(teamId: string, { reading }: Circumstances): Promise<TeamName> {
  const team = (await reading.teams.list()).find(({ id }) => id === teamId);
  if (!team) {
    throw new Refusal('team-not-found');
  }
  return { id: team.id, name: team.name };
}
