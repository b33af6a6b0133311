import { type ActDecision, decideAct } from '../../domain/handoff/care.ts';
import type { Colleague, ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import { reopenableSince } from '../../domain/handoff/reopening.ts';
import { outgoingContent } from '../../domain/messages/content.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { CARE_RATING } from '../../domain/surveys/care-rating.ts';
import type { TeamName } from '../../domain/teams/team.ts';
import { beginForPerson, openForPerson } from '../pqrs/open-for-person.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { offerUnanswered } from './unanswered.ts';

/**
 * Does what a colleague did in the console, in its place in the conversation.
 *
 * What is open stays open under it: a form goes on when the conversation is given back. A refused act leaves nothing
 * behind but itself.
 */
export async function answerColleague(dc: DialogContext): Promise<void> {
  const { turn } = scopeOf(dc.context);
  const { act } = turn.event.content;
  if (act === null) {
    throw new Error('an event of a colleague says what they did');
  }
  const decision = await decide(dc, act);
  turn.decide(decision);
  if (act.act === 'deal') {
    await settle(dc, act.since);
  }
  if (decision.kind === 'done') {
    await record(dc, act);
    await tell(dc, act);
  }
}

/** Whoever was given it and did not get it has one less, from this turn on. */
async function settle(dc: DialogContext, since: string): Promise<void> {
  const { turn } = scopeOf(dc.context);
  const { handoffs } = turn.repositories;
  await handoffs.settleDeal(turn.conversation.id, new Date(since), turn.event.receivedAt);
}

/** The same PQRS is never begun twice, not even in two conversations, and only what is ended is reopened. */
async function decide(dc: DialogContext, act: ColleagueAct): Promise<ActDecision> {
  const { turn } = scopeOf(dc.context);
  const decision = decideAct(turn.conversation, act, turn.event.receivedAt);
  const isLate = decision.kind === 'done' && !(await begin(dc, act));
  return isLate ? { kind: 'refused', why: 'stale' } : decision;
}

/** False for what only the stored rows show to have been done, or undone, before. */
async function begin(dc: DialogContext, act: ColleagueAct): Promise<boolean> {
  if (act.act === 'open-pqrs') {
    return beginForPerson(dc, act);
  }
  const { conversation, event, repositories } = scopeOf(dc.context).turn;
  return act.act === 'reopen'
    ? repositories.handoffs.reopen(conversation.id, reopenableSince(event.receivedAt))
    : true;
}

/** Whose the conversation is from here on is audited; what is said in it stands in it. */
const AUDITED = {
  take: 'conversation.taken',
  assign: 'conversation.assigned',
  'give-back': 'conversation.given-back',
  end: 'conversation.ended',
  reopen: 'conversation.reopened',
} as const satisfies Partial<Record<ColleagueAct['act'], AuditAction>>;

async function record(dc: DialogContext, act: ColleagueAct): Promise<void> {
  if (!isAudited(act)) {
    return;
  }
  const { conversation, event, repositories } = scopeOf(dc.context).turn;
  await repositories.handoffs.record({
    at: event.receivedAt,
    actor: { kind: 'staff', id: act.by.id },
    action: AUDITED[act.act],
    subject: `conversation/${conversation.id}`,
    ...(act.act === 'assign' && { after: { assigneeId: act.to?.id ?? null, teamId: act.team?.id ?? null } }),
  });
}

function isAudited(act: ColleagueAct): act is Extract<ColleagueAct, { act: keyof typeof AUDITED }> {
  return Object.hasOwn(AUDITED, act.act);
}

/** What is said and written down once an act is done. A note and an assignment are for colleagues alone. */
async function tell(dc: DialogContext, act: ColleagueAct): Promise<void> {
  switch (act.act) {
    case 'take':
      return introduce(dc, act.by);
    case 'answer':
      return sayAnswer(dc, act.by);
    case 'open-pqrs':
      return openForPerson(dc, act);
    case 'give-back':
      return giveBack(dc, act.by);
    case 'end':
      return end(dc, act.by);
    case 'reopen':
      return greetAgain(dc, act.by);
    case 'unanswered':
      return offerUnanswered(dc);
    case 'assign':
    case 'deal':
      return giveToTeam(dc, act.team);
    case 'note':
  }
}

async function giveToTeam(dc: DialogContext, team: TeamName | null): Promise<void> {
  const { turn } = scopeOf(dc.context);
  if (team !== null) {
    await turn.repositories.handoffs.giveToTeam(turn.conversation.id, team.id);
  }
}

async function introduce(dc: DialogContext, by: Colleague): Promise<void> {
  const { t, turn, world } = scopeOf(dc.context);
  const { handoffs } = turn.repositories;
  const { id: conversationId, teamId } = turn.conversation;
  const at = turn.event.receivedAt;
  await handoffs.ask({ id: world.newId(), conversationId, reason: 'taken', at });
  await handoffs.take(conversationId, by.id, at);
  if (teamId !== null) {
    await handoffs.giveToTeam(conversationId, teamId);
  }
  await say(dc.context, t('care.taken', { name: by.name, entity: world.entity().name }));
}

async function greetAgain(dc: DialogContext, { name }: Colleague): Promise<void> {
  await say(dc.context, scopeOf(dc.context).t('care.reopened', { name }));
}

async function sayAnswer(dc: DialogContext, by: Colleague): Promise<void> {
  const { turn } = scopeOf(dc.context);
  const { text, attachments } = turn.event.content;
  const { handoffs } = turn.repositories;
  await handoffs.answer(turn.conversation.id, by.id, turn.event.receivedAt);
  if (attachments.length > 0) {
    await handoffs.sendFiles(
      attachments.map(({ fileId }) => fileId),
      turn.event.receivedAt,
    );
  }
  turn.reply(outgoingContent({ text, attachments }));
}

/** The assistant says that it is there again, and asks again what was open. */
async function giveBack(dc: DialogContext, by: Colleague): Promise<void> {
  const { t, turn, world } = scopeOf(dc.context);
  const ending = { how: 'given-back', by: by.id, at: turn.event.receivedAt } as const;
  await turn.repositories.handoffs.end(turn.conversation.id, ending);
  await say(dc.context, t('care.givenBack', { name: by.name, assistant: world.entity().assistantName }));
  await dc.repromptDialog();
}

/** What was begun with the assistant is left; a draft stays. One question about the attention waits its moment. */
async function end(dc: DialogContext, by: Colleague): Promise<void> {
  const { t, turn, world } = scopeOf(dc.context);
  const { conversation, event, repositories } = turn;
  const ending = { how: 'ended', by: by.id, at: event.receivedAt } as const;
  const ended = await repositories.handoffs.end(conversation.id, ending);
  turn.isAbout('general');
  await dc.cancelAllDialogs();
  await say(dc.context, t('care.ended'));
  if (ended !== null) {
    await repositories.questions.insert({
      id: world.newId(),
      conversationId: conversation.id,
      kind: CARE_RATING,
      caseRef: ended,
      createdAt: turn.now,
      expiresAt: null,
    });
  }
}
