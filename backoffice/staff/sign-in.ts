import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import {
  MAX_SIGN_IN_FAILURES,
  type SignInAttempts,
  StaffEmail,
  type StaffRepository,
} from '../../domain/people/staff.ts';
import { Refusal } from '../refusal.ts';
import type { Caller, StaffSession, StaffSessions } from './staff-sessions.ts';

type Dependencies = {
  readonly sessions: StaffSessions;
  readonly attempts: SignInAttempts;
  readonly staff: Pick<StaffRepository, 'findByEmail'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

export type Credentials = { readonly email: string; readonly password: string };

/** Entering and leaving the console, with what must be remembered of it. */
export type SignIn = {
  /**
   * Opens a session and returns its cookies.
   *
   * Throws the same Refusal `sign-in-refused` for a wrong password, an unknown address and a locked account, so
   * that nobody learns which addresses exist.
   */
  readonly enter: (credentials: Credentials, caller: Caller) => Promise<readonly string[]>;
  readonly leave: (session: StaffSession | null, caller: Caller) => Promise<readonly string[]>;
};

/** Joins the password check with the lock of the account and with the audit. */
export function createSignIn({ sessions, attempts, staff, audit, clock }: Dependencies): SignIn {
  async function auditOf(staffId: string, action: string): Promise<void> {
    await audit.append({
      at: clock.now(),
      actor: { kind: 'staff', id: staffId },
      action,
      subject: `staff/${staffId}`,
    });
  }

  async function refuse(email: StaffEmail, count: number): Promise<never> {
    if (count === MAX_SIGN_IN_FAILURES) {
      const locked = await staff.findByEmail(email);
      if (locked) {
        await audit.append({
          at: clock.now(),
          actor: { kind: 'system', id: null },
          action: 'staff.sign-in-locked',
          subject: `staff/${locked.id}`,
        });
      }
    }
    throw new Refusal('sign-in-refused');
  }

  return {
    async enter({ email: written, password }, caller) {
      const parsed = StaffEmail.safeParse(written);
      if (!parsed.success) {
        throw new Refusal('sign-in-refused');
      }
      const email = parsed.data;
      const count = await attempts.count(email, clock.now());
      if (count > MAX_SIGN_IN_FAILURES) {
        throw new Refusal('sign-in-refused');
      }
      const check = await sessions.open({ email, password }, caller);
      if (check.outcome === 'too-many') {
        throw new Refusal('too-many-sign-ins');
      }
      if (check.outcome === 'refused') {
        return refuse(email, count);
      }
      await attempts.clear(email);
      await auditOf(check.staffId, 'staff.signed-in');
      return check.setCookies;
    },

    async leave(session, caller) {
      const { setCookies } = await sessions.close(caller);
      if (session) {
        await auditOf(session.staff.id, 'staff.signed-out');
      }
      return setCookies;
    },
  };
}
