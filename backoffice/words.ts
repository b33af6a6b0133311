import type { DomainErrorCode } from '../domain/errors.ts';
import type { Translate } from '../locales/translate.ts';
import type { RefusalCode } from './refusal.ts';

/** The sentence that goes with a refusal. */
export function wordsOf(code: DomainErrorCode | RefusalCode, t: Translate): string {
  return t(isOwnCode(code) ? `console.errors.${code}` : `errors.${code}`);
}

const OWN_CODES: Readonly<Record<RefusalCode, true>> = {
  'absence-not-found': true,
  'annex-not-found': true,
  'barrio-not-found': true,
  'code-wrong': true,
  'conversation-not-found': true,
  'email-taken': true,
  'export-too-large': true,
  'foreign-origin': true,
  'invalid-request': true,
  'invitation-not-valid': true,
  'logo-not-possible': true,
  'not-signed-in': true,
  'page-not-found': true,
  'password-change-needed': true,
  'password-link-for-oneself': true,
  'password-link-not-valid': true,
  'password-same': true,
  'password-wrong': true,
  'person-not-found': true,
  'reply-name-taken': true,
  'reply-not-found': true,
  'request-not-possible': true,
  'second-factor-needed': true,
  'second-factor-not-possible': true,
  'second-factor-refused': true,
  'session-not-found': true,
  'sign-in-expired': true,
  'sign-in-refused': true,
  'staff-not-active': true,
  'staff-not-found': true,
  'too-many-replies': true,
  'team-changed': true,
  'team-name-taken': true,
  'team-not-found': true,
  'too-many-sign-ins': true,
  'too-many-teams': true,
  'too-many-views': true,
  unexpected: true,
  'view-name-taken': true,
  'view-not-found': true,
};

function isOwnCode(code: DomainErrorCode | RefusalCode): code is RefusalCode {
  return Object.hasOwn(OWN_CODES, code);
}
