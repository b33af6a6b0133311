import type { LocalDate } from '../calendar/local-date.ts';
import type { FileRejection, FileStatus } from '../messages/file-store.ts';
import type { Sensitivity } from '../messages/sensitivity.ts';
import type { Pqrs, PqrsStatus } from './pqrs.ts';
import type { Radicado } from './radicado.ts';

/** The last row that a page of the staff list ended with. */
export type StaffListCursor = { readonly dueOn: LocalDate | null; readonly radicado: Radicado };

export type StaffListQuery = {
  /** Null: whatever the state. */
  readonly statuses: readonly PqrsStatus[] | null;
  readonly dueFrom: LocalDate | null;
  readonly dueUntil: LocalDate | null;
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
  /** Ordered by `dueOn`, then `radicado`; those without term last. A page never repeats nor skips a row that stays put. */
  readonly list: (
    query: StaffListQuery,
  ) => Promise<{ readonly items: readonly StaffListItem[]; readonly nextCursor: StaffListCursor | null }>;
  readonly findByRadicado: (radicado: Radicado) => Promise<StaffPqrsDetail | null>;
};
