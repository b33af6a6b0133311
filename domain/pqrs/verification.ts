import { z } from 'zod';
import type { Radicado } from './radicado.ts';

/** Letters and digits that nobody confuses on a small screen or over the phone: no 0, O, 1, I or L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;
const GROUP_LENGTH = 4;
const MAX_TEXT_LENGTH = 200;

/** Bytes from here on would make the first letters of the alphabet likelier than the others. */
const FIRST_UNEVEN_BYTE = 256 - (256 % ALPHABET.length);
const MAX_DRAWS = 100;

/** Failed attempts on one radicado before it locks, and how long each further attempt then waits. */
const FREE_FAILURES = 5;
const LOCK_MS = 60 * 60 * 1000;

/** The secret of an acuse: 12 characters, 59 bits, shown once and stored only as a hash. */
export const VerificationCode = z
  .string()
  .regex(new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`))
  .brand<'VerificationCode'>();
export type VerificationCode = z.infer<typeof VerificationCode>;

/** A keyed hash (HMAC with the application's secret), given from outside: `domain` has no cryptography. */
export type Hmac = (data: string) => string;

/** What is known about failed attempts on one radicado, whoever made them. */
export type VerificationAttempts = {
  readonly failures: number;
  readonly lastFailureAt: Date | null;
};

/** A code in which every character is equally likely, drawn from the random bytes given. */
export function newVerificationCode(randomBytes: (count: number) => Uint8Array): VerificationCode {
  let code = '';
  for (let draw = 0; draw < MAX_DRAWS && code.length < CODE_LENGTH; draw += 1) {
    code += [...randomBytes(CODE_LENGTH)]
      .filter((byte) => byte < FIRST_UNEVEN_BYTE)
      .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
      .join('');
  }
  return VerificationCode.parse(code.slice(0, CODE_LENGTH));
}

/** The code as people read it: 'ABCD-EFGH-JKMN'. */
export function toGroupedCode(code: VerificationCode): string {
  const groups = [0, GROUP_LENGTH, 2 * GROUP_LENGTH].map((start) => code.slice(start, start + GROUP_LENGTH));
  return groups.join('-');
}

const GROUP = `[${ALPHABET}]{${GROUP_LENGTH}}`;
const CODE_IN_TEXT = new RegExp(`(?<![A-Z0-9])${GROUP}[-\\s]{0,3}${GROUP}[-\\s]{0,3}${GROUP}(?![A-Z0-9])`);

/**
 * The code in what a person typed, or null when there is none.
 *
 * It forgives case, spaces, odd dashes, full-width characters and words around. A character outside the
 * alphabet (0, O, 1, I, L) is not guessed: each guess would weaken the code.
 */
export function normaliseVerificationCode(text: string): VerificationCode | null {
  if (text.length > MAX_TEXT_LENGTH) {
    return null;
  }
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}\u2212_.]/gu, '-')
    .toUpperCase();
  const found = VerificationCode.safeParse(plain.replaceAll(/[^\p{L}\p{N}]/gu, ''));
  if (found.success) {
    return found.data;
  }
  const inText = CODE_IN_TEXT.exec(plain)?.[0];
  return inText === undefined ? null : VerificationCode.parse(inText.replaceAll(/[-\s]/g, ''));
}

const DASHED = `${GROUP}-${GROUP}-${GROUP}`;
/** Without dashes a code looks like a word or an account, so it must have letters and digits. */
const JOINED = `(?=[${ALPHABET}]*\\d)(?=\\d*[A-Z])[${ALPHABET}]{${CODE_LENGTH}}`;
const SHOWN_CODE = new RegExp(`(?<![A-Z0-9])(?:${DASHED}|${JOINED})(?![A-Z0-9])`, 'gi');

/**
 * The text without the codes in it, for whoever is not the person they were given to.
 *
 * A code is worth as much as the person's own phone: staff and copies of the database must not hold it.
 */
export function maskVerificationCodes(text: string): string {
  return text.replace(SHOWN_CODE, '••••-••••-••••');
}

/** What is stored instead of the code. It is bound to the radicado, so a hash copied to another row opens nothing. */
export function hashVerificationCode({
  code,
  radicado,
  hmac,
}: {
  readonly code: VerificationCode;
  readonly radicado: Radicado;
  readonly hmac: Hmac;
}): string {
  return hmac(`pqrs-verification:${radicado}:${code}`);
}

/** Whether the code is the one of the acuse. It takes the same time wherever the two hashes differ. */
export function verificationCodeMatches({
  code,
  pqrs,
  hmac,
}: {
  readonly code: VerificationCode;
  readonly pqrs: { readonly radicado: Radicado; readonly verification: { readonly hash: string } };
  readonly hmac: Hmac;
}): boolean {
  return isSameText(hashVerificationCode({ code, radicado: pqrs.radicado, hmac }), pqrs.verification.hash);
}

/**
 * Whether one more attempt may be made on a radicado: five failures are free, then one an hour.
 *
 * The failures are counted per radicado, whoever makes them: limits by address are evaded with many addresses.
 * Someone can so lock a radicado against its own code, never against the contact that filed it. The person must
 * get the same words for a wrong code, an unknown radicado and a lock, or the words would tell them apart.
 */
export function mayTryVerification({
  failures,
  lastFailureAt,
  now,
}: VerificationAttempts & { readonly now: Date }): boolean {
  if (failures < FREE_FAILURES) {
    return true;
  }
  return lastFailureAt !== null && now.getTime() - lastFailureAt.getTime() >= LOCK_MS;
}

function isSameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  }
  return difference === 0;
}
