import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import type { SecondFactorRepository } from '../../domain/people/second-factor.ts';
import { MAX_SIGN_IN_FAILURES, type SignInAttempts } from '../../domain/people/staff.ts';
import type { StaffAuth } from './auth.ts';
import type { RecoveryCodes } from './recovery-codes.ts';
import { findStep, TOTP_CODE } from './totp.ts';

type Dependencies = {
  readonly auth: Pick<StaffAuth, 'openSecret'>;
  readonly secondFactors: SecondFactorRepository;
  readonly recoveryCodes: RecoveryCodes;
  readonly attempts: SignInAttempts;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** A code that was accepted, with the secret of the account that it belongs to. */
export type AcceptedCode = { readonly kind: 'totp' | 'recovery-code'; readonly secret: string };

/** Says whether what a colleague typed proves that they hold their second factor. */
export type SecondStep = {
  /**
   * Takes a code of the authenticator or a recovery code, each of which works once.
   *
   * Null when it is wrong, was used, or the account is locked by too many wrong ones: the caller learns no more.
   */
  readonly accept: (staffId: string, typed: string) => Promise<AcceptedCode | null>;
};

/** Joins codes, their single use, the lock of the account and the audit. */
export function createSecondStep(deps: Dependencies): SecondStep {
  const { auth, secondFactors, attempts, clock } = deps;
  return {
    async accept(staffId, typed) {
      const subject = `second-factor/${staffId}` as const;
      const count = await attempts.count(subject, clock.now());
      if (count > MAX_SIGN_IN_FAILURES) {
        return null;
      }
      const factor = await secondFactors.find(staffId);
      if (!factor?.isVerified) {
        return null;
      }
      const secret = await auth.openSecret(factor.sealedSecret);
      const kind = await take(deps, { staffId, secret, typed: typed.replaceAll(/\s/g, '') });
      if (kind === null) {
        await auditLock(deps, staffId, count);
        return null;
      }
      await attempts.clear(subject);
      return { kind, secret };
    },
  };
}

async function take(
  { secondFactors, recoveryCodes, clock }: Dependencies,
  { staffId, secret, typed }: { readonly staffId: string; readonly secret: string; readonly typed: string },
): Promise<AcceptedCode['kind'] | null> {
  const at = clock.now();
  if (TOTP_CODE.test(typed)) {
    const step = findStep(secret, typed, at);
    return step !== null && (await secondFactors.claimStep(staffId, step)) ? 'totp' : null;
  }
  const isTaken = await secondFactors.consumeRecoveryCode({
    staffId,
    codeHash: recoveryCodes.hashOf(staffId, typed),
    at,
    audit: {
      at,
      actor: { kind: 'staff', id: staffId },
      action: 'staff.recovery-code-used',
      subject: `staff/${staffId}`,
    },
  });
  return isTaken ? 'recovery-code' : null;
}

async function auditLock({ audit, clock }: Dependencies, staffId: string, count: number): Promise<void> {
  if (count === MAX_SIGN_IN_FAILURES) {
    await audit.append({
      at: clock.now(),
      actor: { kind: 'system', id: null },
      action: 'staff.second-factor-locked',
      subject: `staff/${staffId}`,
    });
  }
}
