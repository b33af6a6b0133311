import type { DomainErrorCode } from '../domain/errors.ts';
import type { Translate } from '../locales/translate.ts';
import type { RefusalCode } from './refusal.ts';

/** The sentence that goes with a refusal. */
export function wordsOf(code: DomainErrorCode | RefusalCode, t: Translate): string {
  return t(isOwnCode(code) ? `console.errors.${code}` : `errors.${code}`);
}

const OWN_CODES: Readonly<Record<RefusalCode, true>> = {
  'annex-not-found': true,
  'foreign-origin': true,
  'invalid-request': true,
  'not-signed-in': true,
  'page-not-found': true,
  'request-not-possible': true,
  'sign-in-refused': true,
  'too-many-sign-ins': true,
  unexpected: true,
};

function isOwnCode(code: DomainErrorCode | RefusalCode): code is RefusalCode {
  return Object.hasOwn(OWN_CODES, code);
}
