import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the first set of OWASP's password storage sheet: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Without the letters and digits that are confused when read aloud or copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** An argon2id hash of a password, with its salt and cost in the text. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether a password is the one of a hash; a text that is no hash matches nothing. */
export async function passwordMatches(candidate: {
  readonly hash: string;
  readonly password: string;
}): Promise<boolean> {
  return verify(candidate.hash, candidate.password).catch(() => false);
}

/** A password of 115 random bits to hand over once, in groups that can be read aloud. */
export function newOneTimePassword(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
