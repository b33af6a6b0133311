import { createHmac, randomInt } from 'node:crypto';
import { RECOVERY_CODES } from '../../domain/people/second-factor.ts';

/** Without the letters and digits that are confused when copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 2;
const GROUP_LENGTH = 6;

/** Recovery codes as they are shown once, and as they are kept. */
export type NewRecoveryCodes = { readonly codes: readonly string[]; readonly hashes: readonly string[] };

/** Hashes recovery codes with a key that is not in the database. */
export type RecoveryCodes = {
  readonly create: (staffId: string) => NewRecoveryCodes;
  /** The hash of a code however it was typed: letter case, spaces and dashes make no other code. */
  readonly hashOf: (staffId: string, typed: string) => string;
};

/** Recovery codes of 59 random bits each. */
export function createRecoveryCodes(secret: string): RecoveryCodes {
  const hashOf = (staffId: string, typed: string) =>
    createHmac('sha256', secret)
      .update(`recovery-code/${staffId}/${typed.toLowerCase().replaceAll(/[\s-]/g, '')}`)
      .digest('base64url');
  return {
    hashOf,
    create(staffId) {
      const codes = Array.from({ length: RECOVERY_CODES }, newCode);
      return { codes, hashes: codes.map((code) => hashOf(staffId, code)) };
    },
  };
}

function newCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
