import type { PqrsDetail } from '../contracts/pqrs.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import type { PageWords } from './frame.ts';

/** What the parts of the page of one PQRS are written from. */
export type DetailPage = PageWords & {
  readonly staff: StaffSession['staff'];
  readonly detail: PqrsDetail;
};
