import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import {
  MAX_SIGN_IN_FAILURES,
  type SignInAttempts,
  StaffEmail,
  type StaffRepository,
} from '../../domain/people/staff.ts';
import { Refusal } from '../refusal.ts';
import type { AcceptedCode, SecondStep } from './second-step.ts';
import type { Caller, StaffSession, StaffSessions } from './staff-sessions.ts';

type Dependencies = {
  readonly sessions: StaffSessions;
  readonly secondStep: SecondStep;
  readonly attempts: SignInAttempts;
  readonly staff: Pick<StaffRepository, 'findByEmail' | 'isActive' | 'recordSignIn' | 'hasAny'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

export type Credentials = { readonly email: string; readonly password: string };

/** Where a sign-in stands, with the cookies that go out. */
export type SignInProgress = {
  readonly next: 'ready' | 'second-step';
  readonly setCookies: readonly string[];
};

/** Entering and leaving the console, with what must be remembered of it. */
export type SignIn = {
  /**
   * Looks at the password, and opens a session unless the account has a second factor.
   *
   * Throws the same Refusal `sign-in-refused` for a wrong password, an unknown address, a colleague who was deactivated
   * and a locked account, so that nobody learns which addresses exist.
   */
  readonly enter: (credentials: Credentials, caller: Caller) => Promise<SignInProgress>;
  /** The second step: a code of the authenticator or a recovery code opens the session. */
  readonly confirm: (typed: string, caller: Caller) => Promise<SignInProgress>;
  readonly leave: (session: StaffSession | null, caller: Caller) => Promise<readonly string[]>;
  /** False only in an installation that nobody can enter yet: the door says how to create the first account. */
  readonly hasStaff: () => Promise<boolean>;
};

/** Joins the password and the second step with the lock of the account and with the audit. */
export function createSignIn(deps: Dependencies): SignIn {
  const { sessions, audit, clock, staff } = deps;
  return {
    enter: (credentials, caller) => enter(deps, credentials, caller),
    confirm: (typed, caller) => confirm(deps, typed, caller),
    hasStaff: () => staff.hasAny(),

    async leave(session, caller) {
      const { setCookies } = await sessions.close(caller);
      if (session) {
        const { id } = session.staff;
        const actor = { kind: 'staff', id } as const;
        await audit.append({ at: clock.now(), actor, action: 'staff.signed-out', subject: `staff/${id}` });
      }
      return setCookies;
    },
  };
}

async function enter(
  deps: Dependencies,
  { email: written, password }: Credentials,
  caller: Caller,
): Promise<SignInProgress> {
  const { sessions, attempts, clock } = deps;
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
    await auditLock(deps, email, count);
    throw new Refusal('sign-in-refused');
  }
  await attempts.clear(email);
  if (check.outcome === 'second-step') {
    return { next: 'second-step', setCookies: check.setCookies };
  }
  await recordSignIn(deps, check.staffId, 'none');
  return { next: 'ready', setCookies: check.setCookies };
}

async function confirm(deps: Dependencies, typed: string, caller: Caller): Promise<SignInProgress> {
  const { sessions, secondStep, staff } = deps;
  const staffId = await sessions.findWaiting(caller);
  if (staffId === null) {
    throw new Refusal('sign-in-expired');
  }
  const accepted = (await staff.isActive(staffId)) ? await secondStep.accept(staffId, typed) : null;
  if (!accepted) {
    throw new Refusal('second-factor-refused');
  }
  const opened = await sessions.openWaiting(accepted.secret, caller);
  if (!opened) {
    throw new Refusal('sign-in-expired');
  }
  await recordSignIn(deps, staffId, accepted.kind);
  return { next: 'ready', setCookies: opened.setCookies };
}

function recordSignIn(
  { staff, clock }: Dependencies,
  staffId: string,
  secondFactor: 'none' | AcceptedCode['kind'],
): Promise<void> {
  const at = clock.now();
  const entry = { at, actor: { kind: 'staff', id: staffId }, action: 'staff.signed-in' } as const;
  const audit = { ...entry, subject: `staff/${staffId}`, after: { secondFactor } };
  return staff.recordSignIn({ staffId, at, audit });
}

/** Once a lock, and only for somebody who exists: the audit is about colleagues. */
async function auditLock(
  { staff, audit, clock }: Dependencies,
  email: StaffEmail,
  count: number,
): Promise<void> {
  if (count !== MAX_SIGN_IN_FAILURES) {
    return;
  }
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
