import { z } from 'zod';
import { addDays, compare, type LocalDate } from '../calendar/local-date.ts';
import { DomainError } from '../errors.ts';
import type { AuditEntry } from './audit.ts';
import type { StaffRole } from './roles.ts';
import { mayStandInFor, type StaffState } from './staff-directory.ts';

/** Why somebody is away: the kind and nothing else. What they have is health data (Ley 1581 of 2012, art. 5). */
export const AbsenceReason = z.enum(['vacaciones', 'licencia', 'incapacidad', 'otra']);
export type AbsenceReason = z.infer<typeof AbsenceReason>;

/** The longest absence, in days: a longer one is a change of who has the work. */
const MAX_ABSENCE_DAYS = 366;

/** Days of Bogotá, both included, on which a substitute answers for a colleague. */
export type Absence = {
  readonly id: string;
  readonly staffId: string;
  readonly substituteId: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly reason: AbsenceReason;
  /** The day on which they were back before time; null while it goes as planned. */
  readonly endedOn: LocalDate | null;
};

/** Somebody who takes part in an absence. */
export type AbsencePerson = { readonly id: string; readonly role: StaffRole; readonly state: StaffState };

export type AbsenceRepository = {
  /** Absences whose last day is on this one or later, the earliest first. */
  readonly listSince: (on: LocalDate) => Promise<readonly Absence[]>;
  /** Stores one with its audit line after `assert` has accepted what is true at that moment. Null for an unknown person. */
  readonly insert: (
    absence: Absence,
    insertion: {
      readonly at: Date;
      readonly audit: AuditEntry;
      readonly assert: (facts: AbsenceFacts) => void;
    },
  ) => Promise<Absence | null>;
  /** Sets the day of return with the audit line; null when there is none that still runs. */
  readonly end: (ending: {
    readonly id: string;
    readonly on: LocalDate;
    readonly audit: AuditEntry;
  }) => Promise<Absence | null>;
};

/** What must be known to accept an absence. */
export type AbsenceFacts = {
  readonly staff: AbsencePerson;
  readonly substitute: AbsencePerson;
  /** Every absence that could touch the same days. */
  readonly others: readonly Absence[];
};

/**
 * Who answers for a colleague on a day: they themselves, or whoever stands in for them, or for that one in turn.
 *
 * Always somebody: a circle, which `assertMayBeAbsent` never lets in, ends at the last person before it closes.
 */
export function whoAnswersFor(staffId: string, on: LocalDate, absences: readonly Absence[]): string {
  const seen = new Set([staffId]);
  let answers = staffId;
  for (;;) {
    const absence = absences.find((one) => one.staffId === answers && isAwayOn(one, on));
    if (!absence || seen.has(absence.substituteId)) {
      return answers;
    }
    answers = absence.substituteId;
    seen.add(answers);
  }
}

/** Says whether an absence counts on a day. The day of an early return does not. */
export function isAwayOn(absence: Absence, on: LocalDate): boolean {
  const last = lastDayOf(absence);
  return last !== null && compare(absence.fromOn, on) <= 0 && compare(on, last) <= 0;
}

/** The last day away, or null when they were back before it began. */
function lastDayOf({ fromOn, toOn, endedOn }: Absence): LocalDate | null {
  const last = endedOn === null ? toOn : addDays(endedOn, -1);
  const earliest = compare(last, toOn) <= 0 ? last : toOn;
  return compare(fromOn, earliest) <= 0 ? earliest : null;
}

/** Throws a DomainError that says why these days cannot be handed over to that person. */
export function assertMayBeAbsent(absence: Absence, today: LocalDate, facts: AbsenceFacts): void {
  assertDates(absence, today);
  assertPeople(facts);
  const sameDays = facts.others.filter((other) => doTouch(other, absence));
  if (sameDays.some(({ staffId }) => staffId === absence.staffId)) {
    throw new DomainError('absence-overlaps');
  }
  if (closesCircle(absence, sameDays)) {
    throw new DomainError('absence-circle');
  }
}

function assertDates({ fromOn, toOn }: Absence, today: LocalDate): void {
  const isOrdered = compare(fromOn, toOn) <= 0 && compare(today, toOn) <= 0;
  if (!isOrdered || compare(addDays(fromOn, MAX_ABSENCE_DAYS - 1), toOn) < 0) {
    throw new DomainError('absence-dates');
  }
}

function assertPeople({ staff, substitute }: AbsenceFacts): void {
  const canStandIn =
    staff.id !== substitute.id && substitute.state === 'active' && mayStandInFor(substitute.role, staff.role);
  if (!canStandIn) {
    throw new DomainError('absence-substitute');
  }
}

function doTouch(one: Absence, other: Absence): boolean {
  const [lastOfOne, lastOfOther] = [lastDayOf(one), lastDayOf(other)];
  return (
    lastOfOne !== null &&
    lastOfOther !== null &&
    compare(one.fromOn, lastOfOther) <= 0 &&
    compare(other.fromOn, lastOfOne) <= 0
  );
}

/** Looks at each day on which somebody's answer changes: in between nothing does. */
function closesCircle(absence: Absence, sameDays: readonly Absence[]): boolean {
  const last = lastDayOf(absence) ?? absence.toOn;
  const days = [absence.fromOn, ...sameDays.map(({ fromOn }) => fromOn)];
  return days
    .filter((on) => compare(absence.fromOn, on) <= 0 && compare(on, last) <= 0)
    .some((on) =>
      leadsTo(
        absence.substituteId,
        absence.staffId,
        sameDays.filter((one) => isAwayOn(one, on)),
      ),
    );
}

function leadsTo(from: string, to: string, absences: readonly Absence[]): boolean {
  const seen = new Set<string>();
  let next: string | undefined = from;
  while (next !== undefined && !seen.has(next)) {
    if (next === to) {
      return true;
    }
    seen.add(next);
    const current: string = next;
    next = absences.find(({ staffId }) => staffId === current)?.substituteId;
  }
  return false;
}
