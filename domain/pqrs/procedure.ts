import type { PqrsLife, RequirementGround } from './life.ts';
import type { PqrsRegime } from './peticion.ts';

/** A time that a person is given: months of the calendar or business days. */
export type GivenTime = { readonly months: number } | { readonly businessDays: number };

/** What a law allows while it waits for its answer. */
export type Procedure = {
  /** Business days that a prórroga may add to a term of so many; null where there is no prórroga. */
  readonly extension: ((businessDays: number) => number) | null;
  /** Whether proof, or a delay of the user's own making, stops the term. */
  readonly hasSuspension: boolean;
  /** Business days from the arrival in which something may be asked of the person. */
  readonly requirementWithin: number;
  readonly timeToComplete: Readonly<Record<RequirementGround, GivenTime>>;
  /** Whether the term stands still while the person completes. */
  readonly requirementStops: boolean;
  /** Business days to file a recurso, from the day after the notification. */
  readonly appealWithin: number | null;
};

const UNCLEAR: GivenTime = { businessDays: 10 };

const PROCEDURES: Readonly<Record<PqrsRegime, Procedure>> = {
  /**
   * Ley 142 of 1994: no prórroga; only proof, or a delay that the user causes, keep silence away (art. 158). Asking for
   * what is missing does not stop its term: no rule says that it does. Recurso in five days (art. 154).
   */
  ley142: {
    extension: null,
    hasSuspension: true,
    requirementWithin: 10,
    timeToComplete: { incompleta: { months: 1 }, oscura: UNCLEAR },
    requirementStops: false,
    appealWithin: 5,
  },
  /** Ley 1437 of 2011, as written by Ley 1755 of 2015: art. 14, parágrafo (double), arts. 17 and 19; recurso, art. 76. */
  ley1755: {
    extension: (businessDays) => businessDays,
    hasSuspension: false,
    requirementWithin: 10,
    timeToComplete: { incompleta: { months: 1 }, oscura: UNCLEAR },
    requirementStops: true,
    appealWithin: 10,
  },
  /** Ley 1581 of 2012: five more days for a consulta (art. 14), eight for a reclamo, two months to complete it (art. 15). */
  ley1581: {
    extension: (businessDays) => (businessDays <= 10 ? 5 : 8),
    hasSuspension: false,
    requirementWithin: 5,
    timeToComplete: { incompleta: { months: 2 }, oscura: UNCLEAR },
    requirementStops: true,
    appealWithin: null,
  },
  'sin-termino': {
    extension: null,
    hasSuspension: false,
    requirementWithin: 10,
    timeToComplete: { incompleta: { months: 1 }, oscura: UNCLEAR },
    requirementStops: false,
    appealWithin: null,
  },
};

/** What the law of a PQRS allows. */
export function procedureOf({ regime }: Pick<PqrsLife, 'regime'>): Procedure {
  return PROCEDURES[regime];
}
