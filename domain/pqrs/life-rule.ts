import type { BusinessCalendar } from '../calendar/business-days.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { PqrsLife } from './life.ts';
import type { ActOf, LifeActName } from './life-act.ts';
import type { LifeRefusal } from './life-refusal.ts';
import type { PqrsStatus } from './pqrs.ts';

/** When and by whom something is done. `by` is null for the clock and for the person who filed. */
export type LifeMoment = {
  readonly today: LocalDate;
  readonly by: string | null;
  readonly calendar: BusinessCalendar;
};

/** What the law says of one act: where it can be done, when it is refused, and what it changes. */
export type LifeRule<Name extends LifeActName> = {
  readonly from: readonly PqrsStatus[];
  /** What stands against it, whatever its details are. */
  readonly obstacle?: (life: PqrsLife, moment: LifeMoment) => LifeRefusal | null;
  /** What is wrong with its details. */
  readonly refuse?: (life: PqrsLife, act: ActOf<Name>, moment: LifeMoment) => LifeRefusal | null;
  readonly apply: (life: PqrsLife, act: ActOf<Name>, moment: LifeMoment) => PqrsLife;
};

export type LifeRules<Names extends LifeActName> = { readonly [Name in Names]: LifeRule<Name> };

/** The states in which somebody still works towards an answer. */
export const WORKING = [
  'RADICADA',
  'CLASIFICADA',
  'ASIGNADA',
  'EN_TRAMITE',
  'PROYECTADA',
  'APROBADA',
] as const satisfies readonly PqrsStatus[];

/** The states in which an answer is owed, the ones that wait for somebody included. */
export const OWED = [
  ...WORKING,
  'REQUERIDA_COMPLETAR',
  'EN_PRUEBAS',
] as const satisfies readonly PqrsStatus[];

/** Whether a state is one of a list. */
export function isIn(status: PqrsStatus, list: readonly PqrsStatus[]): boolean {
  return list.includes(status);
}
