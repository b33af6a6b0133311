import { z } from 'zod';
import { StaffRole } from '../../domain/people/roles.ts';
import { TypedCode, TypedPassword } from './session.ts';

/** One's own account. */
export const AccountView = z.object({
  email: z.string(),
  name: z.string(),
  role: StaffRole,
  hasSecondFactor: z.boolean(),
  /** The role may do nothing without one. */
  needsSecondFactor: z.boolean(),
  recoveryCodesLeft: z.int().min(0),
});
export type AccountView = z.infer<typeof AccountView>;

export const PasswordBody = z.strictObject({ current: TypedPassword, password: TypedPassword });
export type PasswordBody = z.infer<typeof PasswordBody>;

/** Asks for a secret to put into an authenticator. */
export const PrepareSecondFactorBody = z.strictObject({ password: TypedPassword });
export type PrepareSecondFactorBody = z.infer<typeof PrepareSecondFactorBody>;

/** A secret for an authenticator: as a picture to scan, as text to type, as a link for the same phone. */
export const PreparedSecondFactor = z.object({ qr: z.string(), secret: z.string(), uri: z.string() });
export type PreparedSecondFactor = z.infer<typeof PreparedSecondFactor>;

export const ConfirmSecondFactorBody = z.strictObject({ code: TypedCode });
export type ConfirmSecondFactorBody = z.infer<typeof ConfirmSecondFactorBody>;

/** Proof of who asks: both factors. */
export const ProofBody = z.strictObject({ password: TypedPassword, code: TypedCode });
export type ProofBody = z.infer<typeof ProofBody>;

/** The only time at which these codes are shown. */
export const RecoveryCodesView = z.object({ codes: z.array(z.string()) });
export type RecoveryCodesView = z.infer<typeof RecoveryCodesView>;

/** A session of one's own. */
export const OpenSessionView = z.object({
  id: z.string(),
  /** What can be told of the device; null when it does not say. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The one that asks. */
  isThisOne: z.boolean(),
});
export type OpenSessionView = z.infer<typeof OpenSessionView>;

export const OpenSessionList = z.object({ items: z.array(OpenSessionView) });
export type OpenSessionList = z.infer<typeof OpenSessionList>;

/** The path of one session. */
export const OpenSessionParams = z.strictObject({ sessionId: z.string().min(1).max(64) });
