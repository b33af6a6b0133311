import type { AuditEntry } from './audit.ts';
import type { StaffRole } from './roles.ts';

/** How many recovery codes a colleague gets at a time. */
export const RECOVERY_CODES = 10;

/** Says whether a role may do nothing at all without a second factor: whoever manages people and channels. */
export function needsSecondFactor(role: StaffRole): boolean {
  return role === 'admin';
}

/** What is still to be set up before a colleague may work. */
export type SetUp = 'password' | 'second-factor';

/** What stands between a colleague and their work, in the order in which they are asked for it. */
export function listMissingSetUp(account: {
  readonly role: StaffRole;
  readonly passwordChangeNeeded: boolean;
  readonly hasSecondFactor: boolean;
}): readonly SetUp[] {
  const missing: SetUp[] = [];
  if (account.passwordChangeNeeded) {
    missing.push('password');
  }
  if (needsSecondFactor(account.role) && !account.hasSecondFactor) {
    missing.push('second-factor');
  }
  return missing;
}

/** The second factor of one account; `sealedSecret` is ciphertext. */
export type SecondFactor = { readonly sealedSecret: string; readonly isVerified: boolean };

type Change = {
  readonly staffId: string;
  readonly audit: AuditEntry;
};

export type SecondFactorRepository = {
  readonly find: (staffId: string) => Promise<SecondFactor | null>;
  /**
   * Takes one step of 30 seconds of the authenticator for this use alone.
   *
   * False when it, or a later one, was taken before: a code that somebody read over a shoulder opens nothing.
   */
  readonly claimStep: (staffId: string, step: number) => Promise<boolean>;
  /** Turns it on with its first step taken and its recovery codes, and ends every other session of the account. */
  readonly enable: (
    change: Change & {
      readonly step: number;
      readonly codeHashes: readonly string[];
      readonly keptSessionId: string;
    },
  ) => Promise<boolean>;
  /** Turns it off and forgets its secret and codes. Ends every session but the one that is kept. */
  readonly remove: (change: Change & { readonly keptSessionId: string | null }) => Promise<void>;
  /** Replaces every recovery code by new ones. */
  readonly replaceRecoveryCodes: (
    change: Change & { readonly codeHashes: readonly string[] },
  ) => Promise<void>;
  /** Uses a recovery code up; false when there is none like that, or it was used. */
  readonly consumeRecoveryCode: (
    change: Change & { readonly codeHash: string; readonly at: Date },
  ) => Promise<boolean>;
  readonly countRecoveryCodes: (staffId: string) => Promise<number>;
};
