import type { ConversationOwner } from '../messages/conversation-owner.ts';
import type { ColleagueAct } from './colleague-act.ts';
import { isReopenable } from './reopening.ts';

/** Who cares for a conversation. */
export type Care = {
  readonly owner: ConversationOwner;
  /** The colleague who has it, or for whom it waits; null without one. */
  readonly assigneeId: string | null;
  /** The team that cares for it, or for which it waits; null without one. */
  readonly teamId: string | null;
  /** Since when the person waits for a word of a colleague; null when nobody owes one. */
  readonly waitingSince: Date | null;
};

/** An act that a colleague chooses for itself; a PQRS is begun by whoever may answer. */
export type StaffAct = Exclude<ColleagueAct['act'], 'deal' | 'open-pqrs' | 'unanswered'>;

/** Why an act changes nothing. */
export type ActRefusal = 'taken' | 'not-yours' | 'stale';

/** What an act comes to. `unchanged`: it was so already. */
export type ActDecision =
  | { readonly kind: 'done'; readonly care: Care }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly why: ActRefusal };

const ASSISTANT: Care = { owner: 'assistant', assigneeId: null, teamId: null, waitingSince: null };
const NOT_YOURS: ActDecision = { kind: 'refused', why: 'not-yours' };

/**
 * Decides what an act comes to, by who cares for the conversation when its turn comes.
 *
 * Of two colleagues who take it at once the first has it, because the second saw another owner than there is. Only
 * who has it answers, gives it back or ends it.
 */
export function decideAct(care: Care, act: ColleagueAct, at: Date): ActDecision {
  switch (act.act) {
    case 'take':
      return decideTake(care, act);
    case 'reopen':
      return decideReopen(care, act);
    case 'note':
      return { kind: 'done', care };
    case 'assign':
      return decideAssign(care, act, at);
    case 'deal':
      return decideDeal(care, act);
    case 'unanswered':
      return isWaitedFor(care, act.since)
        ? { kind: 'done', care: { ...care, owner: 'waiting', assigneeId: null } }
        : { kind: 'refused', why: 'stale' };
    case 'answer':
    case 'open-pqrs':
      return has(care, act.by.id) ? { kind: 'done', care: { ...care, waitingSince: null } } : NOT_YOURS;
    case 'give-back':
    case 'end':
      return has(care, act.by.id) ? { kind: 'done', care: ASSISTANT } : NOT_YOURS;
  }
}

/**
 * What a colleague can do in a conversation as it stands, by the same rule that decides it in the end.
 *
 * `endedAt`: when a colleague ended what was the last attention in it; then it is reopened rather than taken.
 */
export function listPossibleActs(
  { endedAt, ...care }: Care & { readonly endedAt: Date | null },
  staffId: string,
  at: Date,
): StaffAct[] {
  const by = { id: staffId, name: '' };
  const begin = isReopenable(endedAt, at)
    ? ({ act: 'reopen', by } as const)
    : ({ act: 'take', by, from: care.assigneeId } as const);
  const acts: readonly Extract<ColleagueAct, { act: StaffAct }>[] = [
    begin,
    { act: 'answer', by },
    { act: 'note', by },
    { act: 'assign', by, to: null, team: null },
    { act: 'give-back', by },
    { act: 'end', by },
  ];
  return acts.filter((act) => decideAct(care, act, at).kind === 'done').map(({ act }) => act);
}

function decideTake(care: Care, { by, from }: ColleagueAct & { act: 'take' }): ActDecision {
  if (has(care, by.id)) {
    return { kind: 'unchanged' };
  }
  const taken = care.owner === 'human' && care.assigneeId !== from;
  return taken
    ? { kind: 'refused', why: 'taken' }
    : { kind: 'done', care: { ...care, owner: 'human', assigneeId: by.id } };
}

/** Only what the assistant has is reopened: whoever waits already is taken, and what a colleague has is theirs. */
function decideReopen(care: Care, { by }: ColleagueAct & { act: 'reopen' }): ActDecision {
  if (has(care, by.id)) {
    return { kind: 'unchanged' };
  }
  return care.owner === 'assistant'
    ? { kind: 'done', care: { ...care, owner: 'human', assigneeId: by.id } }
    : { kind: 'refused', why: care.owner === 'human' ? 'taken' : 'stale' };
}

/** Whoever has it passes it on; what nobody has waits for whom it is meant. A colleague has it in the name of its team. */
function decideAssign(care: Care, { by, to, team }: ColleagueAct & { act: 'assign' }, at: Date): ActDecision {
  if (care.owner === 'human' && !has(care, by.id)) {
    return NOT_YOURS;
  }
  return {
    kind: 'done',
    care: {
      owner: 'waiting',
      assigneeId: to?.id ?? null,
      teamId: to === null ? (team?.id ?? null) : care.teamId,
      waitingSince: care.waitingSince ?? at,
    },
  };
}

/** Whoever was quicker than the rule decides: it gives only what still waits, and what nobody was named for. */
function decideDeal(care: Care, { since, team, to, fromQueue }: ColleagueAct & { act: 'deal' }): ActDecision {
  const stands = fromQueue ? team.id : null;
  const isFree = care.owner === 'waiting' && care.assigneeId === null && care.teamId === stands;
  return isFree && isWaitedFor(care, since)
    ? { kind: 'done', care: { ...care, teamId: team.id, assigneeId: to?.id ?? null } }
    : { kind: 'refused', why: 'stale' };
}

function has({ owner, assigneeId }: Care, staffId: string): boolean {
  return owner === 'human' && assigneeId === staffId;
}

function isWaitedFor({ owner, waitingSince }: Care, since: string): boolean {
  return owner !== 'assistant' && waitingSince?.toISOString() === since;
}
