import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import type {
  OpenSession,
  OpenSessionRepository,
  PasswordRepository,
} from '../../domain/people/open-session.ts';
import { assertGoodPassword } from '../../domain/people/password-rules.ts';
import { needsSecondFactor, type SecondFactorRepository } from '../../domain/people/second-factor.ts';
import { MAX_SIGN_IN_FAILURES, type SignInAttempts } from '../../domain/people/staff.ts';
import type { StaffDirectory, StaffMember } from '../../domain/people/staff-directory.ts';
import { Refusal } from '../refusal.ts';
import type { StaffAuth } from './auth.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import type { RecoveryCodes } from './recovery-codes.ts';
import type { SecondStep } from './second-step.ts';
import { ABSOLUTE_SESSION_MS, type Caller, type StaffSession, type StaffSessions } from './staff-sessions.ts';
import { findStep } from './totp.ts';

export type OwnAccountOptions = {
  readonly auth: Pick<StaffAuth, 'openSecret'>;
  readonly sessions: Pick<StaffSessions, 'prepareSecondFactor'>;
  readonly secondStep: SecondStep;
  readonly recoveryCodes: RecoveryCodes;
  readonly directory: Pick<StaffDirectory, 'find'>;
  readonly secondFactors: SecondFactorRepository;
  readonly openSessions: OpenSessionRepository;
  readonly passwords: PasswordRepository;
  readonly attempts: SignInAttempts;
  readonly clock: Clock;
};

/** What somebody reads of their own account. */
export type OwnAccountFacts = Pick<StaffMember, 'email' | 'name' | 'role' | 'hasSecondFactor'> & {
  readonly needsSecondFactor: boolean;
  readonly recoveryCodesLeft: number;
};

/** Proof that it is really the owner who asks, and not somebody at an open screen. */
export type Proof = { readonly password: string; readonly code: string };

/** What colleagues do with their own account. Each throws a Refusal when the proof is wrong. */
export type OwnAccount = {
  readonly read: (session: StaffSession) => Promise<OwnAccountFacts>;
  readonly changePassword: (
    session: StaffSession,
    change: { readonly current: string; readonly password: string },
  ) => Promise<void>;
  /** The address of a secret for an authenticator, `otpauth://`. It counts for nothing until it is confirmed. */
  readonly prepareSecondFactor: (session: StaffSession, password: string, caller: Caller) => Promise<string>;
  /** Turns the second factor on and returns the only copy of the recovery codes. */
  readonly confirmSecondFactor: (session: StaffSession, code: string) => Promise<readonly string[]>;
  readonly removeSecondFactor: (session: StaffSession, proof: Proof) => Promise<void>;
  /** Voids the recovery codes and returns the only copy of the new ones. */
  readonly renewRecoveryCodes: (session: StaffSession, proof: Proof) => Promise<readonly string[]>;
  readonly listSessions: (session: StaffSession) => Promise<readonly OpenSession[]>;
  readonly endSession: (session: StaffSession, sessionId: string) => Promise<void>;
  readonly endOtherSessions: (session: StaffSession) => Promise<void>;
};

/** Joins the proof of who asks with the change, its audit line and the end of the sessions that it concerns. */
export function createOwnAccount(options: OwnAccountOptions): OwnAccount {
  return { ...ownPassword(options), ...ownSecondFactor(options), ...ownSessions(options) };
}

function ownPassword(options: OwnAccountOptions): Pick<OwnAccount, 'read' | 'changePassword'> {
  const { passwords, secondFactors, clock } = options;
  return {
    async read({ staff }) {
      const { email, name, role, hasSecondFactor } = await getMember(options, staff.id);
      const recoveryCodesLeft = await secondFactors.countRecoveryCodes(staff.id);
      return {
        email,
        name,
        role,
        hasSecondFactor,
        needsSecondFactor: needsSecondFactor(role),
        recoveryCodesLeft,
      };
    },

    async changePassword(session, { current, password }) {
      const member = await getMember(options, session.staff.id);
      await assertPassword(options, member, current);
      assertGoodPassword(password, member);
      if (password === current) {
        throw new Refusal('password-same');
      }
      await passwords.change({
        staffId: member.id,
        passwordHash: await hashPassword(password),
        keptSessionId: session.id,
        audit: auditOf(session, clock, 'staff.password-changed'),
      });
    },
  };
}

function ownSecondFactor(
  options: OwnAccountOptions,
): Pick<
  OwnAccount,
  'prepareSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor' | 'renewRecoveryCodes'
> {
  const { auth, sessions, recoveryCodes, secondFactors, attempts, clock } = options;
  return {
    async prepareSecondFactor({ staff }, password, caller) {
      const member = await getMember(options, staff.id);
      if (member.hasSecondFactor) {
        throw new Refusal('second-factor-not-possible');
      }
      const prepared = await attempt(options, member, () => sessions.prepareSecondFactor(password, caller));
      return prepared.uri;
    },

    async confirmSecondFactor(session, code) {
      const { id } = session.staff;
      const factor = await secondFactors.find(id);
      if (!factor || factor.isVerified) {
        throw new Refusal('second-factor-not-possible');
      }
      const count = await attempts.count(`second-factor/${id}`, clock.now());
      const secret = await auth.openSecret(factor.sealedSecret);
      const step = findStep(secret, code.replaceAll(/\s/g, ''), clock.now());
      if (count > MAX_SIGN_IN_FAILURES || step === null) {
        throw new Refusal('code-wrong');
      }
      const { codes, hashes } = recoveryCodes.create(id);
      const isEnabled = await secondFactors.enable({
        staffId: id,
        step,
        codeHashes: hashes,
        keptSessionId: session.id,
        audit: auditOf(session, clock, 'staff.second-factor-enabled'),
      });
      if (!isEnabled) {
        throw new Refusal('second-factor-not-possible');
      }
      await attempts.clear(`second-factor/${id}`);
      return codes;
    },

    async removeSecondFactor(session, proof) {
      await assertProof(options, session, proof);
      const audit = auditOf(session, clock, 'staff.second-factor-removed');
      await secondFactors.remove({ staffId: session.staff.id, keptSessionId: session.id, audit });
    },

    async renewRecoveryCodes(session, proof) {
      await assertProof(options, session, proof);
      const { codes, hashes } = recoveryCodes.create(session.staff.id);
      const audit = auditOf(session, clock, 'staff.recovery-codes-renewed');
      await secondFactors.replaceRecoveryCodes({ staffId: session.staff.id, codeHashes: hashes, audit });
      return codes;
    },
  };
}

function ownSessions({
  openSessions,
  clock,
}: OwnAccountOptions): Pick<OwnAccount, 'listSessions' | 'endSession' | 'endOtherSessions'> {
  return {
    listSessions: ({ staff }) =>
      openSessions.list(staff.id, new Date(clock.now().getTime() - ABSOLUTE_SESSION_MS)),

    async endSession(session, sessionId) {
      const audit = auditOf(session, clock, 'staff.session-ended');
      if (!(await openSessions.end({ staffId: session.staff.id, sessionId, audit }))) {
        throw new Refusal('session-not-found');
      }
    },

    async endOtherSessions(session) {
      const audit = auditOf(session, clock, 'staff.other-sessions-ended');
      await openSessions.endOthers({ staffId: session.staff.id, keptSessionId: session.id, audit });
    },
  };
}

async function getMember({ directory }: OwnAccountOptions, staffId: string): Promise<StaffMember> {
  const member = await directory.find(staffId);
  if (!member) {
    throw new Refusal('not-signed-in');
  }
  return member;
}

async function assertProof(options: OwnAccountOptions, { staff }: StaffSession, proof: Proof): Promise<void> {
  const member = await getMember(options, staff.id);
  if (!member.hasSecondFactor) {
    throw new Refusal('second-factor-not-possible');
  }
  await assertPassword(options, member, proof.password);
  if (!(await options.secondStep.accept(staff.id, proof.code))) {
    throw new Refusal('code-wrong');
  }
}

async function assertPassword(
  options: OwnAccountOptions,
  member: StaffMember,
  password: string,
): Promise<void> {
  const hash = await options.passwords.findHash(member.id);
  await attempt(options, member, async () =>
    hash !== null && (await passwordMatches({ hash, password })) ? true : null,
  );
}

/** Counts with the attempts of the sign-in, so that an open screen is no better place to guess. */
async function attempt<T>(
  { attempts, clock }: OwnAccountOptions,
  { email }: StaffMember,
  check: () => Promise<T | null>,
): Promise<T> {
  const count = await attempts.count(email, clock.now());
  const result = count > MAX_SIGN_IN_FAILURES ? null : await check();
  if (result === null) {
    throw new Refusal('password-wrong');
  }
  await attempts.clear(email);
  return result;
}

function auditOf({ staff }: StaffSession, clock: Clock, action: AuditAction): AuditEntry {
  return { at: clock.now(), actor: { kind: 'staff', id: staff.id }, action, subject: `staff/${staff.id}` };
}
