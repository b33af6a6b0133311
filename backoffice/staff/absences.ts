import type { Clock } from '../../domain/calendar/clock.ts';
import { addDays, type LocalDate, localDateOf } from '../../domain/calendar/local-date.ts';
import { type Absence, type AbsenceRepository, assertMayBeAbsent } from '../../domain/people/absence.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { Refusal } from '../refusal.ts';

/** How far back an absence is still shown. */
const SHOWN_DAYS = 90;

export type AbsencesOptions = {
  readonly absences: AbsenceRepository;
  readonly clock: Clock;
  readonly newId: () => string;
};

type By = { readonly id: string };

/** Handing the work of somebody who is away to somebody else. */
export type Absences = {
  /** Today in Bogotá. */
  readonly today: () => LocalDate;
  readonly list: () => Promise<readonly Absence[]>;
  readonly record: (absence: Omit<Absence, 'id' | 'endedOn'>, by: By) => Promise<Absence>;
  /** They are back today: from today on they answer themselves. */
  readonly end: (id: string, by: By) => Promise<Absence>;
};

/** Joins the rules about absences with the change and its audit line. */
export function createAbsences({ absences, clock, newId }: AbsencesOptions): Absences {
  const today = () => localDateOf(clock.now());
  const auditOf = (by: By, action: AuditAction, id: string) =>
    ({ at: clock.now(), actor: { kind: 'staff', id: by.id }, action, subject: `absence/${id}` }) as const;

  return {
    today,
    list: () => absences.listSince(addDays(today(), -SHOWN_DAYS)),

    async record(planned, by) {
      const absence: Absence = { ...planned, id: newId(), endedOn: null };
      const { staffId, substituteId, fromOn, toOn } = absence;
      const recorded = await absences.insert(absence, {
        at: clock.now(),
        audit: {
          ...auditOf(by, 'absence.recorded', absence.id),
          after: { staffId, substituteId, fromOn, toOn },
        },
        assert: (facts) => assertMayBeAbsent(absence, today(), facts),
      });
      if (!recorded) {
        throw new Refusal('staff-not-found');
      }
      return recorded;
    },

    async end(id, by) {
      const on = today();
      const ended = await absences.end({
        id,
        on,
        audit: { ...auditOf(by, 'absence.ended', id), after: { on } },
      });
      if (!ended) {
        throw new Refusal('absence-not-found');
      }
      return ended;
    },
  };
}
