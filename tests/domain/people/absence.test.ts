import { describe, expect, test } from 'vitest';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { DomainError } from '../../../domain/errors.ts';
import {
  type Absence,
  type AbsencePerson,
  assertMayBeAbsent,
  isAwayOn,
  whoAnswersFor,
} from '../../../domain/people/absence.ts';

const TODAY = day('2026-11-20');

function day(text: string): LocalDate {
  return LocalDate.parse(text);
}

/** `ana→luis 20-27`: away from the 20th to the 27th of November 2026; `@25` was back on the 25th. */
function anAbsence(text: string): Absence {
  const match = /^(\w+)→(\w+) (\d\d)-(\d\d)(?:@(\d\d))?$/.exec(text);
  const [, staffId = '', substituteId = '', from, to, ended] = match ?? [];
  return {
    id: text,
    staffId,
    substituteId,
    fromOn: day(`2026-11-${from}`),
    toOn: day(`2026-11-${to}`),
    reason: 'vacaciones',
    endedOn: ended === undefined ? null : day(`2026-11-${ended}`),
  };
}

describe('who answers', () => {
  test.each([
    ['nobody is away', [], '20', 'ana'],
    ['on the first day', ['ana→luis 20-27'], '20', 'luis'],
    ['on the last day', ['ana→luis 20-27'], '27', 'luis'],
    ['the day before', ['ana→luis 20-27'], '19', 'ana'],
    ['the day after', ['ana→luis 20-27'], '28', 'ana'],
    ['somebody else is away', ['eva→luis 20-27'], '20', 'ana'],
    ['the substitute is away too', ['ana→luis 20-27', 'luis→eva 22-23'], '22', 'eva'],
    ['the substitute is back', ['ana→luis 20-27', 'luis→eva 22-23'], '24', 'luis'],
    ['three in a row', ['ana→luis 20-27', 'luis→eva 20-27', 'eva→juan 20-27'], '21', 'juan'],
    ['the day before an early return', ['ana→luis 20-27@25'], '24', 'luis'],
    ['the day of an early return', ['ana→luis 20-27@25'], '25', 'ana'],
    ['ended before it began', ['ana→luis 20-27@19'], '20', 'ana'],
    ['a circle, which is never let in', ['ana→luis 20-27', 'luis→ana 20-27'], '20', 'luis'],
  ])('%s', (_, absences, on, expected) => {
    expect(whoAnswersFor('ana', day(`2026-11-${on}`), absences.map(anAbsence))).toBe(expected);
  });

  test('a day that ended early does not count as away', () => {
    expect(isAwayOn(anAbsence('ana→luis 20-27@20'), TODAY)).toBe(false);
  });
});

const ana: AbsencePerson = { id: 'ana', role: 'pqrs', state: 'active' };
const luis: AbsencePerson = { id: 'luis', role: 'pqrs', state: 'active' };

function refusalOf(
  text: string,
  facts: { others?: string[]; staff?: AbsencePerson; substitute?: AbsencePerson },
) {
  const { others = [], staff = ana, substitute = luis } = facts;
  try {
    assertMayBeAbsent(anAbsence(text), TODAY, { staff, substitute, others: others.map(anAbsence) });
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
}

const RULES = [
  ['one day, today', 'ana→luis 20-20', {}, null],
  ['began already, ends today', 'ana→luis 10-20', {}, null],
  ['is over', 'ana→luis 10-19', {}, 'absence-dates'],
  ['ends before it begins', 'ana→luis 25-24', {}, 'absence-dates'],
  ['of oneself', 'ana→ana 20-21', { substitute: ana }, 'absence-substitute'],
  [
    'by somebody invited',
    'ana→luis 20-21',
    { substitute: { ...luis, state: 'invited' } },
    'absence-substitute',
  ],
  [
    'by somebody inactive',
    'ana→luis 20-21',
    { substitute: { ...luis, state: 'inactive' } },
    'absence-substitute',
  ],
  ['by a smaller role', 'ana→luis 20-21', { substitute: { ...luis, role: 'comite' } }, 'absence-substitute'],
  ['by a larger role', 'ana→luis 20-21', { substitute: { ...luis, role: 'admin' } }, null],
  [
    'of who reads health data, by an admin who does not',
    'ana→luis 20-21',
    { staff: { ...ana, role: 'salud' }, substitute: { ...luis, role: 'admin' } },
    'absence-substitute',
  ],
  ['on a day of another one', 'ana→luis 20-27', { others: ['ana→eva 27-28'] }, 'absence-overlaps'],
  ['after another one', 'ana→luis 28-29', { others: ['ana→eva 20-27'] }, null],
  ['on the day of an early return', 'ana→luis 25-29', { others: ['ana→eva 20-27@25'] }, null],
  ['that closes a circle', 'ana→luis 20-27', { others: ['luis→ana 27-28'] }, 'absence-circle'],
  [
    'that closes a longer circle',
    'ana→luis 20-27',
    { others: ['luis→eva 20-30', 'eva→ana 25-30'] },
    'absence-circle',
  ],
  [
    'whose circle never is on one day',
    'ana→luis 20-27',
    { others: ['luis→eva 20-21', 'eva→ana 23-27'] },
    null,
  ],
] as const;

test.each(RULES)('an absence: %s', (_, text, facts, expected) => {
  expect(refusalOf(text, facts as Parameters<typeof refusalOf>[1])).toBe(expected);
});
