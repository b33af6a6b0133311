import { expect, test } from 'vitest';
import {
  type ActDecision,
  type Care,
  decideAct,
  listPossibleActs,
  type StaffAct,
} from '../../../domain/handoff/care.ts';
import type { ColleagueAct } from '../../../domain/handoff/colleague-act.ts';

const AT = new Date('2026-11-20T15:00:00Z');
const EARLIER = new Date('2026-11-20T14:30:00Z');
const ana = { id: 'ana', name: 'Ana' };
const luis = { id: 'luis', name: 'Luis' };

const withAssistant: Care = { owner: 'assistant', assigneeId: null, teamId: null, waitingSince: null };
const inQueue: Care = { owner: 'waiting', assigneeId: null, teamId: null, waitingSince: EARLIER };
const forLuis: Care = { owner: 'waiting', assigneeId: 'luis', teamId: null, waitingSince: EARLIER };
const withAna: Care = { owner: 'human', assigneeId: 'ana', teamId: null, waitingSince: null };
const anaOwes: Care = { owner: 'human', assigneeId: 'ana', teamId: null, waitingSince: EARLIER };

const done = (care: Care): ActDecision => ({ kind: 'done', care });
const refused = (why: 'taken' | 'not-yours' | 'stale'): ActDecision => ({ kind: 'refused', why });
const unchanged: ActDecision = { kind: 'unchanged' };

const take = (from: string | null = null): ColleagueAct => ({ act: 'take', by: ana, from });
const answer: ColleagueAct = { act: 'answer', by: ana };
const note: ColleagueAct = { act: 'note', by: luis };
const assignTo = (to: typeof ana | null): ColleagueAct => ({ act: 'assign', by: ana, to, team: null });
const TEAM = { id: '0b6f0000-0000-4000-8000-000000000001', name: 'Facturación' };
const assignToTeam: ColleagueAct = { act: 'assign', by: ana, to: null, team: TEAM };
const deal = (since: Date, to: typeof ana | null = null, fromQueue = false): ColleagueAct => ({
  act: 'deal',
  since: since.toISOString(),
  team: TEAM,
  to,
  fromQueue,
});
const inTeam: Care = { ...inQueue, teamId: TEAM.id };
const giveBack: ColleagueAct = { act: 'give-back', by: ana };
const end: ColleagueAct = { act: 'end', by: ana };
const reopen: ColleagueAct = { act: 'reopen', by: ana };
const unanswered = (since: Date): ColleagueAct => ({ act: 'unanswered', since: since.toISOString() });

const withLuis: Care = { owner: 'human', assigneeId: 'luis', teamId: null, waitingSince: EARLIER };

test.each<readonly [string, Care, ColleagueAct, ActDecision]>([
  ['is taken from the assistant', withAssistant, take(), done(withAna)],
  ['is taken from the queue, and the wait goes on until a word', inQueue, take(), done(anaOwes)],
  ['meant for another is taken by whoever is quicker', forLuis, take(), done(anaOwes)],
  ['is taken from a colleague who was seen to have it', withLuis, take('luis'), done(anaOwes)],
  ['is not taken from a colleague who was not seen', withLuis, take(), refused('taken')],
  ['is not taken twice by the same', withAna, take(), unchanged],
  ['is answered by whoever has it, and nobody waits any more', anaOwes, answer, done(withAna)],
  ['is not answered by another', withLuis, answer, refused('not-yours')],
  ['is not answered while nobody has it', inQueue, answer, refused('not-yours')],
  ['takes a note from anybody', withAna, note, done(withAna)],
  ['is passed on to a colleague', anaOwes, assignTo(luis), done(forLuis)],
  ['is passed back to the queue', anaOwes, assignTo(null), done(inQueue)],
  [
    'that the assistant has waits for a colleague from now on',
    withAssistant,
    assignTo(luis),
    done({ ...forLuis, waitingSince: AT }),
  ],
  ['is not passed on by another', withLuis, assignTo(ana), refused('not-yours')],
  ['is passed to the queue of a team', anaOwes, assignToTeam, done(inTeam)],
  [
    'of a team is passed on within it',
    { ...anaOwes, teamId: TEAM.id },
    assignTo(luis),
    done({ ...forLuis, teamId: TEAM.id }),
  ],
  ['of a team is passed back to everybody', { ...anaOwes, teamId: TEAM.id }, assignTo(null), done(inQueue)],
  ['that waits is given to a team', inQueue, deal(EARLIER), done(inTeam)],
  ['that waits is given to a member', inQueue, deal(EARLIER, luis), done({ ...forLuis, teamId: TEAM.id })],
  ['that somebody was named for is not given', forLuis, deal(EARLIER), refused('stale')],
  ['that a team has is not given again', inTeam, deal(EARLIER, luis), refused('stale')],
  [
    'is given from the queue of a team',
    inTeam,
    deal(EARLIER, luis, true),
    done({ ...forLuis, teamId: TEAM.id }),
  ],
  ['that is in no queue is not given from one', inQueue, deal(EARLIER, luis, true), refused('stale')],
  [
    'that somebody took out of the queue is not given from it',
    { ...anaOwes, teamId: TEAM.id },
    deal(EARLIER, luis, true),
    refused('stale'),
  ],
  ['that was taken meanwhile is not given', anaOwes, deal(EARLIER), refused('stale')],
  ['whose wait began anew is not given for the one before', inQueue, deal(AT), refused('stale')],
  ['that nobody asked for is not given', withAssistant, deal(EARLIER), refused('stale')],
  ['of a team is taken in its name', inTeam, take(), done({ ...anaOwes, teamId: TEAM.id })],
  [
    'of a team that is given back is nobody’s any more',
    { ...anaOwes, teamId: TEAM.id },
    giveBack,
    done(withAssistant),
  ],
  ['is given back', anaOwes, giveBack, done(withAssistant)],
  ['is not given back by another', withLuis, giveBack, refused('not-yours')],
  ['is ended', withAna, end, done(withAssistant)],
  ['that nobody has is not ended', withAssistant, end, refused('not-yours')],
  ['that was ended is reopened', withAssistant, reopen, done(withAna)],
  ['that a colleague has by now is not reopened', withLuis, reopen, refused('taken')],
  ['that waits by now is not reopened', inQueue, reopen, refused('stale')],
  ['is not reopened twice by the same', anaOwes, reopen, unchanged],
  ['that waits in vain goes back to the queue', anaOwes, unanswered(EARLIER), done(inQueue)],
  [
    'of a team that waits in vain goes back to its queue',
    { ...forLuis, teamId: TEAM.id },
    unanswered(EARLIER),
    done(inTeam),
  ],
  ['that was answered meanwhile does not', withAna, unanswered(EARLIER), refused('stale')],
  ['whose wait began anew does not', { ...anaOwes, waitingSince: AT }, unanswered(EARLIER), refused('stale')],
])('a conversation %s', (_, care, act, decision) => {
  expect(decideAct(care, act, AT)).toEqual(decision);
});

const aWeekAgo = new Date(AT.getTime() - 7 * 24 * 3_600_000);
const longAgo = new Date(aWeekAgo.getTime() - 1);

test.each<readonly [string, Care, Date | null, readonly StaffAct[]]>([
  ['the assistant has', withAssistant, null, ['take', 'note', 'assign']],
  ['was ended a while ago', withAssistant, EARLIER, ['reopen', 'note', 'assign']],
  ['was ended a week ago', withAssistant, aWeekAgo, ['reopen', 'note', 'assign']],
  ['was ended longer ago', withAssistant, longAgo, ['take', 'note', 'assign']],
  ['waits in the queue', inQueue, null, ['take', 'note', 'assign']],
  ['waits for another', forLuis, null, ['take', 'note', 'assign']],
  ['is one’s own', anaOwes, null, ['answer', 'note', 'assign', 'give-back', 'end']],
  ['another has', withLuis, null, ['take', 'note']],
])('of a conversation that %s only what the rule lets is offered', (_, care, endedAt, acts) => {
  expect(listPossibleActs({ ...care, endedAt }, 'ana', AT)).toEqual(acts);
});
