import type { LocalDate } from '../calendar/local-date.ts';
import type { FileRejection, FileStatus } from '../messages/file-store.ts';
import type { Sensitivity } from '../messages/sensitivity.ts';
import type { PqrsKind, PqrsRegime } from './peticion.ts';
import type { Pqrs, PqrsChannel, PqrsStatus } from './pqrs.ts';
import type { Radicado } from './radicado.ts';

/** The last row that a page of the staff list ended with, in the order of that list. */
export type StaffListCursor =
  | { readonly sort: 'vencimiento'; readonly dueOn: LocalDate | null; readonly radicado: Radicado }
  | { readonly sort: 'recibida'; readonly receivedAt: Date; readonly radicado: Radicado };

/** What narrows the list; null: whatever it is. */
export type StaffListFilter = {
  readonly statuses: readonly PqrsStatus[] | null;
  readonly dueFrom: LocalDate | null;
  readonly dueUntil: LocalDate | null;
  readonly kind: PqrsKind | null;
  readonly regime: PqrsRegime | null;
  readonly channel: PqrsChannel | null;
  readonly barrioId: string | null;
  /** The first instant that counts, and the first that counts no more. */
  readonly receivedFrom: Date | null;
  readonly receivedBefore: Date | null;
  readonly isReviewed: boolean | null;
  /** Leaves out health matters: for a filter by something that this reader may not see of them. */
  readonly withoutHealth: boolean;
};

export type StaffListQuery = StaffListFilter & {
  readonly sort: StaffListCursor['sort'];
  readonly cursor: StaffListCursor | null;
  readonly limit: number;
};

/** What the list shows of a PQRS. Content marked `health` is filtered by whoever answers the colleague. */
export type StaffListItem = Pick<
  Pqrs,
  'radicado' | 'kind' | 'status' | 'receivedAt' | 'dueOn' | 'channel'
> & {
  readonly sensitivity: Sensitivity;
  readonly petitionerName: string | null;
  /** Nobody is linked to it: the law lets a person stay unknown (Ley 962 of 2005, art. 81). */
  readonly anonymous: boolean;
  /** The name from the gazetteer, or the person's own words. */
  readonly barrio: string | null;
  readonly version: number;
  /** When and by whom it was marked as looked at; the name of somebody unknown is null. */
  readonly review: { readonly at: Date; readonly by: string | null } | null;
};

/** An annex with what decides who may open it. */
export type StaffAnnex = {
  readonly fileId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly status: FileStatus;
  /** Why it never came or could not be opened; null unless it is rejected. */
  readonly rejection: FileRejection | null;
  readonly sensitivity: Sensitivity;
};

export type StaffPqrsDetail = StaffListItem &
  Pick<
    Pqrs,
    'regime' | 'aboutService' | 'description' | 'accountNumber' | 'location' | 'internalDueOn' | 'ruleVersion'
  > & {
    /** Null when anonymous. `sensitivity` is `health` when any message in it is. */
    readonly conversation: {
      readonly id: string;
      readonly lastSeq: number;
      readonly sensitivity: Sensitivity;
    } | null;
    readonly annexes: readonly StaffAnnex[];
  };

/** What colleagues read of the PQRS, without changing it. */
export type PqrsStaffReader = {
  /**
   * Ordered by `dueOn` (those without term last) or by `receivedAt` (newest first), then by `radicado`. A page never
   * repeats nor skips a row that stays put.
   */
  readonly list: (
    query: StaffListQuery,
  ) => Promise<{ readonly items: readonly StaffListItem[]; readonly nextCursor: StaffListCursor | null }>;
  readonly count: (filter: StaffListFilter) => Promise<number>;
  readonly findByRadicado: (radicado: Radicado) => Promise<StaffPqrsDetail | null>;
};
