import { expect, test } from 'vitest';
import {
  type Candidate,
  dealOut,
  pickMember,
  teamFor,
  type WaitingTalk,
} from '../../../domain/teams/assignment.ts';
import type { CareTopic } from '../../../domain/teams/care-topic.ts';
import type { Team } from '../../../domain/teams/team.ts';

const AT = new Date('2026-11-20T15:00:00Z');
const at = (minute: number) => new Date(AT.getTime() + minute * 60_000);

const aTeam = (id: string, change: Partial<Team> = {}): Team => ({
  id,
  name: id,
  topics: [],
  takesRest: false,
  isAutomatic: true,
  memberIds: ['ana', 'luis', 'sol'],
  position: 1,
  version: 1,
  ...change,
});

const aCandidate = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  isPresent: true,
  mayWork: true,
  mayReadHealth: false,
  open: 0,
  owed: 0,
  givenAt: null,
  ...change,
});

const aTalk = (conversationId: string, change: Partial<WaitingTalk> = {}): WaitingTalk => ({
  conversationId,
  since: AT,
  topic: 'invoice',
  isHealth: false,
  queueOf: null,
  ...change,
});

const money = aTeam('money', { topics: ['invoice', 'payment'], position: 2 });
const pipes = aTeam('pipes', { topics: ['failure', 'danger'], position: 1 });
const rest = aTeam('rest', { takesRest: true, position: 3 });
const second = aTeam('second', { topics: ['invoice'], position: 4 });

test.each<readonly [string, CareTopic, readonly Team[], string | null]>([
  ['the team that has it', 'invoice', [pipes, money, rest], 'money'],
  ['of two teams that have it the first in the order', 'invoice', [second, money], 'money'],
  ['else the team that takes everything else', 'rights', [pipes, money, rest], 'rest'],
  [
    'the team that has it though one that takes everything comes before',
    'invoice',
    [{ ...rest, position: 0 }, money],
    'money',
  ],
  ['else nobody', 'rights', [pipes, money], null],
  ['nobody where there are no teams', 'general', [], null],
])('a topic goes to %s', (_, topic, teams, expected) => {
  expect(teamFor(topic, teams)?.id ?? null).toBe(expected);
});

test.each<readonly [string, readonly Candidate[], boolean, string | null]>([
  ['has least', [aCandidate('ana', { open: 2 }), aCandidate('luis', { open: 1 })], false, 'luis'],
  [
    'was given one longest ago, of two who have as much',
    [aCandidate('ana', { givenAt: at(5) }), aCandidate('luis', { givenAt: at(1) })],
    false,
    'luis',
  ],
  ['was never given one', [aCandidate('ana', { givenAt: at(-900) }), aCandidate('luis')], false, 'luis'],
  ['is there', [aCandidate('ana', { isPresent: false }), aCandidate('luis', { open: 9 })], false, 'luis'],
  ['may work', [aCandidate('ana', { mayWork: false }), aCandidate('luis', { open: 9 })], false, 'luis'],
  [
    'may read it, when it is about health',
    [aCandidate('ana'), aCandidate('luis', { open: 9, mayReadHealth: true })],
    true,
    'luis',
  ],
  [
    'may read health, as anybody else',
    [aCandidate('ana', { mayReadHealth: true, open: 1 }), aCandidate('luis')],
    false,
    'luis',
  ],
])('it is given to whoever %s', (_, members, isHealth, expected) => {
  expect(pickMember(members, isHealth)?.id ?? null).toBe(expected);
});

test.each<readonly [string, readonly Candidate[], boolean]>([
  ['nobody is in the team', [], false],
  ['nobody is there', [aCandidate('ana', { isPresent: false })], false],
  ['nobody who is there may read it', [aCandidate('ana')], true],
])('it is given to nobody when %s', (_, members, isHealth) => {
  expect(pickMember(members, isHealth)).toBeNull();
});

const deal = (waiting: readonly WaitingTalk[], teams: readonly Team[], candidates: readonly Candidate[]) =>
  dealOut(waiting, { teams, candidates, at: AT }).map(({ conversationId, team, to }) => [
    conversationId,
    team.id,
    to?.id ?? null,
  ]);

test('two that wait together do not both go to whoever had least', () => {
  const candidates = [aCandidate('ana', { open: 1 }), aCandidate('luis', { open: 2 })];

  expect(
    deal(
      ['a', 'b', 'c', 'd'].map((id) => aTalk(id)),
      [money],
      candidates,
    ),
  ).toEqual([
    ['a', 'money', 'ana'],
    // Both have two now, and Ana was given one a moment ago.
    ['b', 'money', 'luis'],
    ['c', 'money', 'ana'],
    ['d', 'money', 'luis'],
  ]);
});

test('who is in two teams has what both gave', () => {
  const both = [
    aTeam('money', { topics: ['invoice'] }),
    aTeam('pipes', { topics: ['failure'], memberIds: ['ana'] }),
  ];
  const waiting = [aTalk('a', { topic: 'failure' }), aTalk('b')];

  expect(deal(waiting, both, [aCandidate('ana'), aCandidate('luis', { givenAt: at(-1) })])).toEqual([
    ['a', 'pipes', 'ana'],
    ['b', 'money', 'luis'],
  ]);
});

test.each<readonly [string, Team, readonly Candidate[]]>([
  ['a team in which each takes', { ...money, isAutomatic: false }, [aCandidate('ana')]],
  ['a team of which nobody is there', money, [aCandidate('ana', { isPresent: false })]],
  ['a team without members', { ...money, memberIds: [] }, [aCandidate('ana')]],
])('what goes to %s waits in its queue', (_, team, candidates) => {
  expect(deal([aTalk('a')], [team], candidates)).toEqual([['a', 'money', null]]);
});

test('what no team takes is not given at all', () => {
  expect(deal([aTalk('a', { topic: 'rights' })], [money], [aCandidate('ana')])).toEqual([]);
});

const inQueue = (conversationId: string, change: Partial<WaitingTalk> = {}) =>
  aTalk(conversationId, { queueOf: 'money', ...change });

test.each<
  readonly [string, readonly WaitingTalk[], readonly Candidate[], readonly (readonly [string, string])[]]
>([
  ['goes to whoever comes', [inQueue('a')], [aCandidate('ana')], [['a', 'ana']]],
  [
    'goes to whoever comes, one at a time, the longest wait first',
    [inQueue('a'), inQueue('b'), inQueue('c')],
    [aCandidate('ana'), aCandidate('luis')],
    [
      ['a', 'ana'],
      ['b', 'luis'],
    ],
  ],
  ['stays there while nobody is there', [inQueue('a')], [aCandidate('ana', { isPresent: false })], []],
  [
    'stays there while whoever is there owes somebody a word',
    [inQueue('a')],
    [aCandidate('ana', { owed: 1 })],
    [],
  ],
  ['goes to whoever owes nobody a word', [inQueue('a')], [aCandidate('ana', { open: 3 })], [['a', 'ana']]],
  [
    'waits for whoever may read it, and the next one does not',
    [inQueue('a', { isHealth: true }), inQueue('b')],
    [aCandidate('ana')],
    [['b', 'ana']],
  ],
  [
    'comes before what began to wait later, which is given all the same',
    [inQueue('a'), aTalk('b')],
    [aCandidate('ana')],
    [
      ['a', 'ana'],
      ['b', 'ana'],
    ],
  ],
  ['of a team that is out of use is left', [inQueue('a', { queueOf: 'gone' })], [aCandidate('ana')], []],
])('what stands in the queue of a team %s', (_, waiting, candidates, expected) => {
  expect(deal(waiting, [money], candidates)).toEqual(expected.map(([id, to]) => [id, 'money', to]));
});

test('in a team in which each takes what stands in its queue stays there', () => {
  expect(deal([inQueue('a')], [{ ...money, isAutomatic: false }], [aCandidate('ana')])).toEqual([]);
});
