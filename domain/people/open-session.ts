import type { AuditEntry } from './audit.ts';

/** A session of a colleague that has not ended. Its token is never read. */
export type OpenSession = {
  readonly id: string;
  readonly openedAt: Date;
  /** Known to some minutes: it is not written at every request. */
  readonly lastSeenAt: Date;
  readonly userAgent: string | null;
};

export type OpenSessionRepository = {
  /** The sessions of one colleague that were opened since then and have not ended, newest first. */
  readonly list: (staffId: string, openedSince: Date) => Promise<readonly OpenSession[]>;
  /** Ends one session of that colleague; false when there is none. */
  readonly end: (ending: {
    readonly staffId: string;
    readonly sessionId: string;
    readonly audit: AuditEntry;
  }) => Promise<boolean>;
  /** Ends every session of that colleague but one. */
  readonly endOthers: (ending: {
    readonly staffId: string;
    readonly keptSessionId: string;
    readonly audit: AuditEntry;
  }) => Promise<void>;
};

export type PasswordRepository = {
  readonly findHash: (staffId: string) => Promise<string | null>;
  /** Sets the password that its owner chose, with the audit line, and ends every session of the account but one. */
  readonly change: (change: {
    readonly staffId: string;
    readonly passwordHash: string;
    readonly keptSessionId: string;
    readonly audit: AuditEntry;
  }) => Promise<void>;
  /** Sets a password to be changed at the next sign-in, with the audit line, and ends every session. False without an account. */
  readonly reset: (reset: {
    readonly staffId: string;
    readonly passwordHash: string;
    readonly audit: AuditEntry;
  }) => Promise<boolean>;
};
