import type { CareTopic } from './care-topic.ts';
import type { Team } from './team.ts';

/** A conversation that waits, with nobody named. */
export type WaitingTalk = {
  readonly conversationId: string;
  readonly since: Date;
  readonly topic: CareTopic;
  readonly isHealth: boolean;
  /** The team in whose queue it stands because nobody of it was there; null for what is in none. */
  readonly queueOf: string | null;
};

/** A colleague as the rule sees them. */
export type Candidate = {
  readonly id: string;
  readonly name: string;
  /** Has the console open and wants to be given something, and is on no absence. */
  readonly isPresent: boolean;
  readonly mayWork: boolean;
  readonly mayReadHealth: boolean;
  /** Conversations that are theirs or wait for them. */
  readonly open: number;
  /** Of these, those in which somebody waits for their word. */
  readonly owed: number;
  /** When they were given one last; null for who never was. */
  readonly givenAt: Date | null;
};

/** What the rule decided: the team, and the colleague when it named one. */
export type Deal = {
  readonly conversationId: string;
  readonly since: Date;
  readonly team: Pick<Team, 'id' | 'name'>;
  readonly to: Pick<Candidate, 'id' | 'name'> | null;
  /** It stood in the queue of that team. */
  readonly fromQueue: boolean;
  readonly at: Date;
};

type Rules = {
  readonly teams: readonly Team[];
  readonly candidates: readonly Candidate[];
  readonly at: Date;
};

/**
 * Gives what waits to teams and colleagues, the longest wait first.
 *
 * Each one that is given counts at once, so that two that wait together do not both go to whoever had least. What no
 * team cares for is left out: it waits for everybody. What stands in the queue of a team is left there until somebody of it
 * is there who owes nobody a word: whoever comes is given one at a time, and not all that gathered meanwhile.
 */
export function dealOut(waiting: readonly WaitingTalk[], { teams, candidates, at }: Rules): readonly Deal[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return waiting.flatMap((talk, index) => {
    // One moment after the other, so that it is known who was given one first.
    const givenAt = new Date(at.getTime() + index);
    const fromQueue = talk.queueOf !== null;
    const team = teamOf(talk, teams);
    const to = team === null ? null : pickFor(talk, team, byId);
    if (team === null || (fromQueue && to === null)) {
      return [];
    }
    if (to !== null) {
      byId.set(to.id, { ...to, open: to.open + 1, owed: to.owed + 1, givenAt });
    }
    const { conversationId, since } = talk;
    const named = to && { id: to.id, name: to.name };
    return [
      { conversationId, since, team: { id: team.id, name: team.name }, to: named, fromQueue, at: givenAt },
    ];
  });
}

function teamOf({ queueOf, topic }: WaitingTalk, teams: readonly Team[]): Team | null {
  return queueOf === null ? teamFor(topic, teams) : (teams.find(({ id }) => id === queueOf) ?? null);
}

function pickFor(
  { queueOf, isHealth }: WaitingTalk,
  { isAutomatic, memberIds }: Team,
  candidates: ReadonlyMap<string, Candidate>,
): Candidate | null {
  const members = memberIds.flatMap((id) => candidates.get(id) ?? []);
  const free = queueOf === null ? members : members.filter(({ owed }) => owed === 0);
  return isAutomatic ? pickMember(free, isHealth) : null;
}

/** The first team, in the order of the teams, that has the topic; else the first that takes what no other does. */
export function teamFor(topic: CareTopic, teams: readonly Team[]): Team | null {
  const inOrder = teams.toSorted((a, b) => a.position - b.position);
  return (
    inOrder.find(({ topics }) => topics.includes(topic)) ?? inOrder.find(({ takesRest }) => takesRest) ?? null
  );
}

/**
 * Whoever is there and has least; of several, whoever was given one longest ago.
 *
 * A health conversation is only for who may read it (Ley 1581 of 2012, art. 5). Null when nobody can be given it.
 */
export function pickMember(members: readonly Candidate[], isHealth: boolean): Candidate | null {
  const [first] = members
    .filter(({ isPresent, mayWork, mayReadHealth }) => isPresent && mayWork && (mayReadHealth || !isHealth))
    .toSorted((a, b) => a.open - b.open || givenMs(a) - givenMs(b) || compareIds(a, b));
  return first ?? null;
}

function givenMs({ givenAt }: Candidate): number {
  return givenAt?.getTime() ?? 0;
}

/** Only so that the same facts always name the same one. */
function compareIds({ id }: Candidate, other: Candidate): number {
  return id < other.id ? -1 : 1;
}

/** Where waits are given, one process at a time. */
export type DealStore = {
  /**
   * Reads what waits and who is there, asks the rule, and keeps what it decided, before anybody else can.
   *
   * Returns what was decided now and what was decided before and has not had its turn yet.
   */
  readonly deal: (
    at: Date,
    rule: (facts: {
      readonly waiting: readonly WaitingTalk[];
      readonly teams: readonly Team[];
      readonly candidates: readonly Candidate[];
    }) => readonly Deal[],
  ) => Promise<readonly Deal[]>;
};
