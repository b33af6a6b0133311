import type { AuditEntry } from './audit.ts';
import type { OneTimeLink } from './invitation.ts';
import type { Staff } from './staff.ts';

/** How long a link to another password can be used: whoever asked for it is waiting. */
export const PASSWORD_LINK_HOURS = 24;

export type PasswordLinkRepository = {
  /**
   * Puts a link in the place of the one before, which is void from then on, with its audit line.
   *
   * `not-active` for who was deactivated or has not used the invitation yet: they have no password to forget.
   */
  readonly make: (
    link: OneTimeLink & { readonly staffId: string; readonly audit: AuditEntry },
  ) => Promise<'made' | 'not-active' | 'not-found'>;
  /** Whose password a link changes that can be used now. */
  readonly find: (secretHash: string, now: Date) => Promise<Staff | null>;
  /**
   * Uses the link up: sets the password with the audit line and ends every session of the account.
   *
   * The second factor stays as it is. Null when the link cannot be used, or was this moment.
   */
  readonly redeem: (redemption: {
    readonly secretHash: string;
    readonly now: Date;
    readonly passwordHash: string;
    readonly auditOf: (staff: Staff) => AuditEntry;
  }) => Promise<Staff | null>;
};
