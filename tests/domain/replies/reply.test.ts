import { describe, expect, test } from 'vitest';
import { StaffRole } from '../../../domain/people/roles.ts';
import {
  approveReply,
  emptyReply,
  mayApproveReply,
  mayWithdrawReply,
  proposeReply,
  type Reply,
  ReplyTopic,
  withdrawReply,
} from '../../../domain/replies/reply.ts';
import { topics } from '../../../locales/es-co/topics.ts';

const at = new Date('2026-11-20T15:00:00Z');
const as = (id: string, role: StaffRole) => ({ id, name: `Nombre de ${id}`, role });
const ana = as('ana', 'atencion');
const gloria = as('gloria', 'gestion-social');
const admin = as('admin', 'admin');
const approver = as('aprobador', 'aprobador');

const empty = emptyReply({ id: 'r', name: 'Pago', topic: 'payment' });
const propose = (reply: Reply, by = ana, text = 'Hola, {{nombre}}.') =>
  proposeReply(reply, { id: `v${reply.lastNumber + 1}`, text, by, at }).reply;
const approve = (reply: Reply, number: number, by = approver, otherApprovers = 1) =>
  approveReply(reply, number, { by, at, otherApprovers }).reply;
const withdraw = (reply: Reply, number: number, by = approver) =>
  withdrawReply(reply, number, { by, at, reason: 'Cambió la tarifa' }).reply;

/** What counts of a reply: the numbers of what is in use and of what waits. */
const standing = ({ inUse, waiting }: Reply) => [inUse?.number ?? null, waiting?.number ?? null];

const one = propose(empty);
const used = approve(one, 1);
const two = propose(used);

test.each<readonly [string, () => Reply, readonly (number | null)[]]>([
  ['a proposal waits and is used by nobody', () => one, [null, 1]],
  ['what somebody else approves is in use', () => used, [1, null]],
  ['another version waits beside what is in use', () => two, [1, 2]],
  ['once it is approved it takes its place', () => approve(two, 2), [2, null]],
  ['a proposal that is withdrawn leaves what is in use', () => withdraw(two, 2), [1, null]],
  ['what is in use may be withdrawn while another waits', () => withdraw(two, 1), [null, 2]],
  ['an earlier version does not come back by itself', () => withdraw(approve(two, 2), 2), [null, null]],
  ['after it was withdrawn the next one has a new number', () => propose(withdraw(used, 1)), [null, 2]],
])('%s', (_, step, expected) => {
  expect(standing(step())).toEqual(expected);
});

test.each<readonly [string, () => unknown, string]>([
  ['a second one while the first waits', () => propose(one), 'reply-waiting'],
  ['a variable that does not exist', () => propose(empty, ana, '{{cedula}}'), 'reply-variable-unknown'],
  ['of whoever may not work in conversations', () => propose(empty, approver), 'forbidden'],
  ['approved by whoever may not', () => approve(one, 1, ana), 'forbidden'],
  ['approved by its author', () => approve(propose(empty, gloria), 1, gloria), 'reply-own-version'],
  [
    'approved by its author with nobody else',
    () => approve(propose(empty, gloria), 1, gloria, 0),
    'reply-own-version',
  ],
  [
    'approved by an admin who wrote it',
    () => approve(propose(empty, admin), 1, admin, 1),
    'reply-own-version',
  ],
  ['approved twice', () => approve(used, 1), 'reply-decided'],
  ['approved under a number that is none', () => approve(one, 2), 'reply-decided'],
  ['approved after it was withdrawn', () => approve(withdraw(one, 1), 1), 'reply-decided'],
  ['withdrawn twice', () => withdraw(withdraw(used, 1), 1), 'reply-decided'],
  ['withdrawn after another took its place', () => withdraw(approve(two, 2), 1), 'reply-decided'],
  ['withdrawn by its author once in use', () => withdraw(used, 1, ana), 'forbidden'],
  ['withdrawn by another colleague', () => withdraw(one, 1, as('luis', 'pqrs')), 'forbidden'],
])('no version: %s', (_, step, code) => {
  expect(step).toThrow(expect.objectContaining({ code }));
});

describe('who approves', () => {
  test.each(StaffRole.options)("%s, somebody else's words", (role) => {
    expect(mayApproveReply({ author: ana }, as('x', role), 0)).toBe(
      ['admin', 'gestion-social', 'aprobador'].includes(role),
    );
  });

  test('an administrator alone approves their own words, and that is written down', () => {
    const { version } = approveReply(propose(empty, admin), 1, { by: admin, at, otherApprovers: 0 });

    expect(version.approval).toEqual({ by: { id: 'admin', name: 'Nombre de admin' }, at, isOwn: true });
    expect(used.inUse?.approval?.isOwn).toBe(false);
  });
});

test.each([
  ['its author while it waits', 'proposed', ana, true],
  ['its author once it is approved', 'approved', ana, false],
  ['another colleague', 'proposed', as('luis', 'atencion'), false],
  ['whoever approves', 'approved', approver, true],
  ['an author who may no longer work in conversations', 'proposed', as('ana', 'comite'), false],
] as const)('may withdraw: %s', (_, state, by, may) => {
  expect(mayWithdrawReply({ author: ana, state }, by)).toBe(may);
});

test('what was decided stays as it was written, with who and why', () => {
  const { version } = withdrawReply(used, 1, { by: approver, at, reason: 'Cambió la tarifa' });

  expect(version).toMatchObject({
    text: 'Hola, {{nombre}}.',
    author: { id: 'ana', name: 'Nombre de ana' },
    approval: { by: { id: 'aprobador' } },
    withdrawal: { by: { id: 'aprobador' }, reason: 'Cambió la tarifa' },
    state: 'withdrawn',
  });
});

test('every topic of a reply is one that the assistant offers', () => {
  expect(Object.keys(topics).toSorted()).toEqual(
    ReplyTopic.options.map((name) => `topic.${name}`).toSorted(),
  );
});
