import { z } from 'zod';
import type { AuditEntry } from './audit.ts';
import { StaffRole } from './roles.ts';

/** The address with which a colleague signs in; letter case and spaces around make no other account. */
export const StaffEmail = z.string().trim().toLowerCase().max(254).pipe(z.email()).brand<'StaffEmail'>();
export type StaffEmail = z.infer<typeof StaffEmail>;

/** A colleague who may enter the console. */
export const Staff = z.object({
  id: z.string().min(1),
  email: StaffEmail,
  name: z.string().trim().min(1).max(120),
  role: StaffRole,
});
export type Staff = Readonly<z.infer<typeof Staff>>;

export type StaffRepository = {
  /** Stores the person, the password and the audit line together, or nothing when the address is taken. */
  readonly insert: (row: {
    readonly staff: Staff;
    readonly passwordHash: string;
    readonly audit: AuditEntry;
  }) => Promise<'inserted' | 'email-taken'>;
  readonly findByEmail: (email: StaffEmail) => Promise<Staff | null>;
  /** Says whether somebody is a colleague at this moment: not for who was deactivated. */
  readonly isActive: (staffId: string) => Promise<boolean>;
  /** Remembers a sign-in, with its audit line. */
  readonly recordSignIn: (signIn: {
    readonly staffId: string;
    readonly at: Date;
    readonly audit: AuditEntry;
  }) => Promise<void>;
  /** False only in an installation that nobody can enter yet. */
  readonly hasAny: () => Promise<boolean>;
};

/** After this many failures in a row an account is locked, wherever the attempts come from. */
export const MAX_SIGN_IN_FAILURES = 5;

/** How long a lock lasts, counted from the last failure that was let through. */
export const SIGN_IN_LOCK_MINUTES = 15;

/** What attempts are counted on: what was typed as e-mail, or the second step of one colleague. */
export type AttemptSubject = StaffEmail | `second-factor/${string}`;

/** The count of attempts on one account since its last success. Kept for unknown addresses too: a lock reveals nothing. */
export type SignInAttempts = {
  /**
   * Counts one attempt before the password is looked at, so that attempts made at once cannot pass together.
   *
   * Returns how many there are, this one included. An attempt beyond the maximum does not lengthen the lock.
   */
  readonly count: (subject: AttemptSubject, now: Date) => Promise<number>;
  /** Forgets the attempts after a success. */
  readonly clear: (subject: AttemptSubject) => Promise<void>;
};
