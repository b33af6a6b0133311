import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { DomainError } from '../../../domain/errors.ts';
import { describePetition, maySeeCode } from '../../../domain/pqrs/intake.ts';
import { openPqrs, PqrsDraft, PqrsId } from '../../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../../domain/pqrs/radicado.ts';
import {
  isVerbal,
  ReceptionChannel,
  receptionOf,
  type ToldReception,
} from '../../../domain/pqrs/reception.ts';

/** A Friday at eleven in the morning in Bogotá. */
const NOW = new Date('2026-07-17T16:00:00Z');

function told(changes: Partial<ToldReception>): ToldReception {
  return { channel: 'carta', receivedAt: null, lateReason: null, readBack: null, ...changes };
}

function outcomeOf(changes: Partial<ToldReception>): string {
  try {
    return receptionOf(told(changes), NOW).receivedAt.toISOString();
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

test.each<[string, Partial<ToldReception>, string]>([
  ['without an hour it came now', {}, '2026-07-17T16:00:00.000Z'],
  [
    'a letter counts from the day on which it came',
    { receivedAt: new Date('2026-07-01T20:00:00Z') },
    '2026-07-01T20:00:00.000Z',
  ],
  ['an hour ahead never happened', { receivedAt: new Date('2026-07-17T17:00:00Z') }, 'intake-in-future'],
  [
    'a clock a little ahead is ours',
    { receivedAt: new Date('2026-07-17T16:04:00Z') },
    '2026-07-17T16:00:00.000Z',
  ],
  [
    'thirty days need no reason',
    { receivedAt: new Date('2026-06-17T12:00:00Z') },
    '2026-06-17T12:00:00.000Z',
  ],
  [
    'the thirtieth day is one of Bogotá',
    { receivedAt: new Date('2026-06-17T04:59:00Z') },
    'intake-late-reason',
  ],
  ['an older letter needs a reason', { receivedAt: new Date('2026-05-02T12:00:00Z') }, 'intake-late-reason'],
  [
    'an older letter with its reason',
    { receivedAt: new Date('2026-05-02T12:00:00Z'), lateReason: 'Llegó a otra sede' },
    '2026-05-02T12:00:00.000Z',
  ],
  [
    'a message of Facebook is like a letter',
    { channel: 'facebook', receivedAt: new Date('2026-07-06T02:00:00Z') },
    '2026-07-06T02:00:00.000Z',
  ],
  ['at the window somebody says whether it was read back', { channel: 'ventanilla' }, 'intake-read-back'],
  [
    'that it was not read back stops nothing',
    { channel: 'ventanilla', readBack: false },
    '2026-07-17T16:00:00.000Z',
  ],
  [
    'a call of this morning',
    { channel: 'telefono', readBack: true, receivedAt: new Date('2026-07-17T13:00:00Z') },
    '2026-07-17T13:00:00.000Z',
  ],
  [
    'a call of yesterday needs a reason',
    { channel: 'telefono', readBack: true, receivedAt: new Date('2026-07-16T22:00:00Z') },
    'intake-late-reason',
  ],
  [
    'a call of yesterday with its reason',
    {
      channel: 'telefono',
      readBack: true,
      receivedAt: new Date('2026-07-16T22:00:00Z'),
      lateReason: 'No había sistema',
    },
    '2026-07-16T22:00:00.000Z',
  ],
])('%s', (_what, changes, expected) => {
  expect(outcomeOf(changes)).toBe(expected);
});

test.each<[string, string, string | null]>([
  // 20 July is a festivo, and so is 13 July since Ley 2578 of 2026.
  ['a letter of today', '2026-07-17T16:00:00Z', '2026-08-11'],
  ['a letter of three weeks ago is due from then', '2026-06-26T15:00:00Z', '2026-07-22'],
  ['a letter that came on a Sunday counts from Monday', '2026-07-05T15:00:00Z', '2026-07-28'],
  ['a letter found late may be overdue at once, and is filed', '2026-06-18T15:00:00Z', '2026-07-10'],
])('%s', (_what, receivedAt, dueOn) => {
  const reception = receptionOf(told({ receivedAt: new Date(receivedAt) }), NOW);
  const draft = PqrsDraft.parse({ kind: 'reclamo', aboutService: true, description: 'No llega el agua.' });
  const pqrs = openPqrs(draft, {
    id: PqrsId.parse('00000000-0000-4000-8000-000000000001'),
    radicado: formatRadicado({ prefix: 'ESSMAR', year: 2026, number: 1 }),
    receivedAt: reception.receivedAt,
    channel: 'carta',
    conversationId: null,
    petitioner: { contactId: null, name: null },
    annexes: [],
    verification: { hash: 'hash' },
    calendar: createBusinessCalendar(),
  });

  expect(pqrs.dueOn).toBe(dueOn);
});

test('only what is said aloud has to be read back', () => {
  expect(ReceptionChannel.options.filter(isVerbal)).toEqual(['ventanilla', 'telefono']);
  expect(receptionOf(told({ readBack: true }), NOW).readBack).toBeNull();
});

test('what is asked and why are one text', () => {
  expect(describePetition({ object: 'Que arreglen el tubo', reasons: null })).toBe('Que arreglen el tubo');
  expect(describePetition({ object: 'Que arreglen el tubo', reasons: 'Se bota el agua' })).toBe(
    'Que arreglen el tubo\n\nSe bota el agua',
  );
});

test.each([
  ['who gave it, within the day', { staffId: 'ana', now: '2026-07-18T15:00:00Z' }, false, true],
  ['who gave it, two days later', { staffId: 'ana', now: '2026-07-19T17:00:00Z' }, false, false],
  ['another colleague', { staffId: 'luis', now: '2026-07-17T16:01:00Z' }, false, false],
  ['who gave it in a conversation', { staffId: 'ana', now: '2026-07-17T16:01:00Z' }, true, false],
])('the code of an acuse and %s', (_who, { staffId, now }, isFromConversation, seen) => {
  const intake = { openedById: 'ana', filedAt: NOW, isFromConversation };
  expect(maySeeCode(intake, { staffId, now: new Date(now) })).toBe(seen);
});
