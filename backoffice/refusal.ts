import type { DomainErrorCode } from '../domain/errors.ts';

/** Every way in which the console itself says no, before a rule of the domain is asked. */
export type RefusalCode =
  | 'absence-not-found'
  | 'annex-not-found'
  | 'barrio-not-found'
  | 'code-wrong'
  | 'conversation-not-found'
  | 'email-taken'
  | 'export-too-large'
  | 'foreign-origin'
  | 'invalid-request'
  | 'invitation-not-valid'
  | 'logo-not-possible'
  | 'not-signed-in'
  | 'page-not-found'
  | 'password-change-needed'
  | 'password-link-for-oneself'
  | 'password-link-not-valid'
  | 'password-same'
  | 'password-wrong'
  | 'person-not-found'
  | 'reply-name-taken'
  | 'reply-not-found'
  | 'request-not-possible'
  | 'second-factor-needed'
  | 'second-factor-not-possible'
  | 'second-factor-refused'
  | 'session-not-found'
  | 'sign-in-expired'
  | 'sign-in-refused'
  | 'staff-not-active'
  | 'staff-not-found'
  | 'too-many-replies'
  | 'team-changed'
  | 'team-name-taken'
  | 'team-not-found'
  | 'too-many-sign-ins'
  | 'too-many-teams'
  | 'too-many-views'
  | 'unexpected'
  | 'view-name-taken'
  | 'view-not-found';

/** The console said no: who asked gets `console.errors.<code>`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/** Exhaustive on purpose: a code does not compile until someone decides its status. */
export const STATUS_BY_CODE: Readonly<Record<DomainErrorCode | RefusalCode, number>> = {
  'absence-circle': 409,
  'absence-dates': 422,
  'absence-not-found': 404,
  'absence-overlaps': 409,
  'absence-substitute': 422,
  'annex-not-found': 404,
  'barrio-not-found': 404,
  'code-wrong': 403,
  'continuation-not-valid': 404,
  'conversation-not-found': 404,
  'conversation-not-ended': 409,
  'conversation-not-yours': 409,
  'conversation-taken': 409,
  'email-taken': 409,
  'export-too-large': 413,
  'file-broken': 422,
  'file-too-large': 413,
  'file-type-not-accepted': 415,
  forbidden: 403,
  'foreign-origin': 403,
  'intake-changed': 409,
  'intake-in-future': 422,
  'intake-late-reason': 422,
  'intake-read-back': 422,
  'invalid-request': 400,
  'invitation-not-valid': 404,
  'last-admin': 409,
  'logo-not-possible': 422,
  'message-too-large': 413,
  'not-signed-in': 401,
  'page-not-found': 404,
  'password-change-needed': 403,
  'password-common': 422,
  'password-length': 422,
  'password-link-for-oneself': 409,
  'password-link-not-valid': 404,
  'password-personal': 422,
  'password-same': 422,
  'password-wrong': 403,
  'person-not-found': 404,
  'pqrs-appeal-possible': 409,
  'pqrs-appeal-too-late': 409,
  'pqrs-date-not-possible': 422,
  'pqrs-electronic-not-accepted': 409,
  'pqrs-file-not-sent': 409,
  'pqrs-not-cited': 409,
  'pqrs-not-classified': 409,
  'pqrs-not-found': 404,
  'pqrs-not-in-this-regime': 409,
  'pqrs-not-in-this-state': 409,
  'pqrs-notice-not-for-regime': 422,
  'pqrs-once-only': 409,
  'pqrs-outcome-not-for-kind': 422,
  'pqrs-own-answer': 409,
  'pqrs-person-has-time': 409,
  'pqrs-silence-waits': 409,
  'pqrs-term-is-over': 409,
  'pqrs-too-long': 422,
  'quota-exceeded': 429,
  'reply-decided': 409,
  'reply-gap': 422,
  'reply-name-taken': 409,
  'reply-not-approved': 409,
  'reply-not-found': 404,
  'reply-own-version': 409,
  'reply-variable-unknown': 422,
  'reply-waiting': 409,
  'request-not-possible': 409,
  'second-factor-needed': 403,
  'second-factor-not-possible': 409,
  'second-factor-refused': 401,
  'session-not-found': 404,
  'sign-in-expired': 401,
  'sign-in-refused': 401,
  'staff-is-substitute': 409,
  'staff-not-active': 409,
  'staff-not-found': 404,
  'too-many-replies': 409,
  'team-changed': 409,
  'team-name-taken': 409,
  'team-not-found': 404,
  'too-many-sign-ins': 429,
  'too-many-teams': 409,
  'too-many-views': 409,
  unexpected: 500,
  'view-name-taken': 409,
  'view-not-found': 404,
};
