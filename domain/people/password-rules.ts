import { DomainError } from '../errors.ts';
import { COMMON_PASSWORD_PARTS } from './common-passwords.ts';

/** The shortest password that a colleague may have, in characters (OWASP ASVS 2.1.1). */
export const MIN_PASSWORD_LENGTH = 12;

/** The longest one: hashing more would be work for nothing (ASVS 2.1.2). */
export const MAX_PASSWORD_LENGTH = 128;

/** Of what is left when everything that guessers try first is taken away, so much must be left. */
const MIN_OWN_CHARACTERS = 5;

/** Shorter parts of a name or an address are too common to mean anything. */
const MIN_PERSONAL_PART = 4;

/** A run of neighbours on the keyboard, of digits or of the alphabet, is no secret from this length on. */
const MIN_RUN = 3;

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qazwsxedc'];

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** What is known of whoever chooses a password. */
export type PasswordOwner = { readonly email: string; readonly name: string };

/**
 * Throws a DomainError when a password is too short, is made of the owner's name or address, or of what everybody uses.
 *
 * No composition of classes is asked for (ASVS 2.1.9): length and not being guessable are what helps.
 */
export function assertGoodPassword(password: string, owner: PasswordOwner): void {
  const { length } = [...password];
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) {
    throw new DomainError('password-length', { min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH });
  }
  const plain = toPlain(password);
  const personal = personalParts(owner);
  if (ownCharacters(plain, [...COMMON_PASSWORD_PARTS, ...personal]) < MIN_OWN_CHARACTERS) {
    const isOnlyCommon = ownCharacters(plain, COMMON_PASSWORD_PARTS) < MIN_OWN_CHARACTERS;
    throw new DomainError(isOnlyCommon ? 'password-common' : 'password-personal');
  }
}

function toPlain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function personalParts({ email, name }: PasswordOwner): readonly string[] {
  return `${toPlain(email)} ${toPlain(name)}`
    .split(/[^a-z0-9ñ]+/)
    .filter((part) => part.length >= MIN_PERSONAL_PART);
}

/** How many different characters remain without these words, years, runs and repetitions. */
function ownCharacters(plain: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const left = [plain, withoutLookalikes(plain)].map((form) => {
    const stripped = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), form);
    return new Set(withoutRuns(stripped).replaceAll(/(?:19|20)\d\d|[^\p{L}\p{N}]/gu, '')).size;
  });
  return Math.min(...left);
}

function withoutLookalikes(plain: string): string {
  return [...plain].map((character) => LOOKALIKES[character] ?? character).join('');
}

function withoutRuns(text: string): string {
  const runs = RUNS.flatMap((run) => [run, [...run].toReversed().join('')]);
  let rest = text;
  for (let start = 0; start + MIN_RUN <= rest.length; start += 1) {
    const length = runLengthAt(rest, start, runs);
    if (length >= MIN_RUN) {
      rest = `${rest.slice(0, start)} ${rest.slice(start + length)}`;
    }
  }
  return rest;
}

function runLengthAt(text: string, start: number, runs: readonly string[]): number {
  let length = 1;
  while (
    start + length < text.length &&
    runs.some((run) => run.includes(text.slice(start, start + length + 1)))
  ) {
    length += 1;
  }
  return length;
}
