import type { CareTopic } from './care-topic.ts';
import type { Team } from './team.ts';

/** A conversation that begins to wait, with nobody named. */
export type WaitingTalk = {
  readonly conversationId: string;
  readonly since: Date;
  readonly topic: CareTopic;
  readonly isHealth: boolean;
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
  /** When they were given one last; null for who never was. */
  readonly givenAt: Date | null;
};

/** What the rule decided: the team, and the colleague when it named one. */
export type Deal = {
  readonly conversationId: string;
  readonly since: Date;
  readonly team: Pick<Team, 'id' | 'name'>;
  readonly to: Pick<Candidate, 'id' | 'name'> | null;
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
 * team cares for is left out: it waits for everybody.
 */
export function dealOut(waiting: readonly WaitingTalk[], { teams, candidates, at }: Rules): readonly Deal[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return waiting.flatMap(({ conversationId, since, topic, isHealth }, index) => {
    // One moment after the other, so that it is known who was given one first.
    const givenAt = new Date(at.getTime() + index);
    const team = teamFor(topic, teams);
    if (team === null) {
      return [];
    }
    const members = team.memberIds.flatMap((id) => byId.get(id) ?? []);
    const to = team.isAutomatic ? pickMember(members, isHealth) : null;
    if (to !== null) {
      byId.set(to.id, { ...to, open: to.open + 1, givenAt });
    }
    const { id, name } = team;
    const named = to && { id: to.id, name: to.name };
    return [{ conversationId, since, team: { id, name }, to: named, at: givenAt }];
  });
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
