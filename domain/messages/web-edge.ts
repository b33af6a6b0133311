import type { LocalDate } from '../calendar/local-date.ts';

/** A pass for one stream, used up by whoever shows it first. */
export type SpentTicket = { readonly id: string; readonly expiresAt: Date };

/** How much may be sent. */
export type UploadAllowance = { readonly files: number; readonly bytes: number };

/** Files about to be kept, counted against the day of their sender. */
export type CountedUpload = {
  /** Names the network address for this day without telling it. */
  readonly sender: string;
  readonly on: LocalDate;
  readonly files: number;
  readonly bytes: number;
  readonly allowance: UploadAllowance;
};

/** What all processes that serve the web must agree on. */
export type WebEdge = {
  /** True once for a ticket, wherever and however often it is shown. */
  readonly spendTicket: (ticket: SpentTicket, now: Date) => Promise<boolean>;
  /** Counts an upload and returns true, or counts nothing and returns false when it is beyond the allowance. */
  readonly countUpload: (upload: CountedUpload) => Promise<boolean>;
};
