import type { LifeRefusal } from './pqrs/life-refusal.ts';

/** Every way in which a rule can say no. Adding a code does not compile until it has words and a status. */
export type DomainErrorCode =
  | LifeRefusal
  | 'continuation-not-valid'
  | 'conversation-not-ended'
  | 'conversation-not-yours'
  | 'conversation-taken'
  | 'file-too-large'
  | 'file-type-not-accepted'
  | 'file-broken'
  | 'forbidden'
  | 'intake-changed'
  | 'intake-in-future'
  | 'intake-late-reason'
  | 'intake-read-back'
  | 'message-too-large'
  | 'pqrs-not-found'
  | 'quota-exceeded'
  | 'reply-decided'
  | 'reply-gap'
  | 'reply-not-approved'
  | 'reply-own-version'
  | 'reply-variable-unknown'
  | 'reply-waiting'
  | 'absence-circle'
  | 'absence-dates'
  | 'absence-overlaps'
  | 'absence-substitute'
  | 'last-admin'
  | 'password-common'
  | 'password-length'
  | 'password-personal'
  | 'staff-is-substitute';

/** A rule said no: the person gets `errors.<code>` in their language, and nobody retries. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: DomainErrorCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** The world failed (network, disk, database): worth a retry, and worth a warning in the log. */
export class OperationalError extends Error {
  override readonly name = 'OperationalError';
}
