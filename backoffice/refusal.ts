import type { DomainErrorCode } from '../domain/errors.ts';

/** Every way in which the console itself says no, before a rule of the domain is asked. */
export type RefusalCode =
  | 'annex-not-found'
  | 'foreign-origin'
  | 'invalid-request'
  | 'not-signed-in'
  | 'page-not-found'
  | 'request-not-possible'
  | 'sign-in-refused'
  | 'too-many-sign-ins'
  | 'unexpected';

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
  'annex-not-found': 404,
  'continuation-not-valid': 404,
  'file-broken': 422,
  'file-too-large': 413,
  'file-type-not-accepted': 415,
  forbidden: 403,
  'foreign-origin': 403,
  'invalid-request': 400,
  'message-too-large': 413,
  'not-signed-in': 401,
  'page-not-found': 404,
  'pqrs-not-found': 404,
  'quota-exceeded': 429,
  'request-not-possible': 409,
  'sign-in-refused': 401,
  'too-many-sign-ins': 429,
  unexpected: 500,
};
