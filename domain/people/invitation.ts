import type { AuditEntry } from './audit.ts';
import type { Staff } from './staff.ts';

/** How long the link of an invitation can be used. */
export const INVITATION_HOURS = 72;

/** A link that works once: of its secret only the hash is known here. */
export type OneTimeLink = { readonly secretHash: string; readonly expiresAt: Date };

export type InvitationRepository = {
  /** Stores the person without a password, the link and the audit line; nothing when the address is taken. */
  readonly invite: (
    invitation: OneTimeLink & { readonly staff: Staff; readonly audit: AuditEntry },
  ) => Promise<'invited' | 'email-taken'>;
  /** Puts a link in the place of the one before, which is void from then on. False for who is not invited. */
  readonly renew: (
    invitation: OneTimeLink & { readonly staffId: string; readonly audit: AuditEntry },
  ) => Promise<boolean>;
  /** Who is invited by a link that can be used now. */
  readonly find: (secretHash: string, now: Date) => Promise<Staff | null>;
  /** Uses the link up: name and password are set with the audit line. Null when it cannot be used, or was this moment. */
  readonly redeem: (redemption: {
    readonly secretHash: string;
    readonly now: Date;
    readonly name: string;
    readonly passwordHash: string;
    readonly auditOf: (staff: Staff) => AuditEntry;
  }) => Promise<Staff | null>;
};
