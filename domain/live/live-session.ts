import type { StaffRole } from '../people/roles.ts';

/** A session of the console that is open, with the role of its colleague as it is at this moment. */
export type LiveSession = {
  readonly id: string;
  readonly staff: { readonly id: string; readonly role: StaffRole };
  readonly openedAt: Date;
};

/** Which of these sessions are still open. Asking prolongs none of them. */
export type LiveSessions = {
  readonly listOpen: (ids: readonly string[], now: Date) => Promise<readonly LiveSession[]>;
};
