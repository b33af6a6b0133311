import { z } from 'zod';

/** Letters and digits that nobody confuses on a small screen or over the phone: no 0, O, 1, I or L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const DRAWN_LENGTH = 9;
const CODE_LENGTH = DRAWN_LENGTH + 1;
const GROUP_LENGTH = 5;
const MAX_DRAWS = 100;
/** A code stands at the beginning of what a person writes around it. */
const MAX_LOOKED_AT = 600;

/** Bytes from here on would make the first letters of the alphabet likelier than the others. */
const FIRST_UNEVEN_BYTE = 256 - (256 % ALPHABET.length);

/**
 * The secret that carries a conversation from one place to another: 44 random bits and a check character.
 *
 * It has a letter and a digit, so that no word and no account number is one; the last character is computed from the
 * others, so that of what looks like a code by chance one in 31 is asked for.
 */
export const ContinuationCode = z
  .string()
  .regex(new RegExp(`^(?=.*\\d)(?=.*[A-Z])[${ALPHABET}]{${CODE_LENGTH}}$`))
  .refine((code) => code.endsWith(checkOf(code.slice(0, DRAWN_LENGTH))))
  .brand<'ContinuationCode'>();
export type ContinuationCode = z.infer<typeof ContinuationCode>;

/** A code in which every character is equally likely, drawn from the random bytes given. */
export function newContinuationCode(randomBytes: (count: number) => Uint8Array): ContinuationCode {
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const drawn = [...randomBytes(2 * DRAWN_LENGTH)]
      .filter((byte) => byte < FIRST_UNEVEN_BYTE)
      .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
      .join('')
      .slice(0, DRAWN_LENGTH);
    const code = ContinuationCode.safeParse(drawn + checkOf(drawn));
    if (code.success) {
      return code.data;
    }
  }
  throw new Error('no code could be drawn from these bytes');
}

/** The code as people read it: 'K7M2Q-9XR4T'. */
export function toGroupedContinuationCode(code: ContinuationCode): string {
  return `${code.slice(0, GROUP_LENGTH)}-${code.slice(GROUP_LENGTH)}`;
}

/**
 * The code in what a person wrote, or null: anywhere among the words, in any case, with spaces or dashes inside.
 *
 * Characters outside the alphabet (0, O, 1, I, L) are not guessed: each guess would weaken the code.
 */
export function findContinuationCodeIn(text: string): ContinuationCode | null {
  const words = toWords(text.slice(0, MAX_LOOKED_AT));
  for (const [start] of words.entries()) {
    const code = readFrom(words.slice(start));
    if (code !== null) {
      return code;
    }
  }
  return null;
}

type Word = { readonly letters: string; readonly isJoined: boolean };

/** Runs of letters and digits; `isJoined`: only spaces or dashes stand between this one and the one before. */
function toWords(text: string): readonly Word[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}\u2212_.·]/gu, '-')
    .toUpperCase();
  return [...plain.matchAll(/([^\p{L}\p{N}]*)([\p{L}\p{N}\p{M}]+)/gu)].map(
    ([, between = '', letters = '']) => ({
      letters,
      isJoined: /^[-\s*`]{1,4}$/.test(between),
    }),
  );
}

function readFrom([first, ...rest]: readonly Word[]): ContinuationCode | null {
  let letters = first?.letters ?? '';
  for (const word of rest) {
    if (letters.length >= CODE_LENGTH || !word.isJoined) {
      break;
    }
    letters += word.letters;
  }
  return ContinuationCode.safeParse(letters).data ?? null;
}

const GROUP = `[${ALPHABET}]{${GROUP_LENGTH}}`;
const SHOWN_CODE = new RegExp(`(?<![A-Z0-9])${GROUP}-?${GROUP}(?![A-Z0-9])`, 'gi');

/** The text without the codes in it, for whoever is not the person they were given to. */
export function maskContinuationCodes(text: string): string {
  return text.replace(SHOWN_CODE, (shown) =>
    findContinuationCodeIn(shown) === null ? shown : '•••••-•••••',
  );
}

/** What is stored instead of the code: a keyed hash, made with the application's secret. */
export function hashContinuationCode(code: ContinuationCode, hmac: (data: string) => string): string {
  return hmac(`continuation:${code}`);
}

/** The link that opens WhatsApp with the words ready to be sent. `number`: ours, digits only. */
export function toWhatsAppLink(number: string, words: string): string {
  return `https://wa.me/${number}?text=${encodeURIComponent(words)}`;
}

/** The link that goes on in a browser. The code stands in the fragment, which browsers tell to no server. */
export function toWebLink(publicUrl: string, code: ContinuationCode): string {
  return `${publicUrl.replace(/\/$/, '')}/#seguir=${code}`;
}

/** The sum of the places, each by its weight: one wrong character, or two that changed places, make another one. */
function checkOf(drawn: string): string {
  const sum = [...drawn].reduce((total, letter, index) => total + (index + 1) * ALPHABET.indexOf(letter), 0);
  return ALPHABET.charAt(((sum % ALPHABET.length) + ALPHABET.length) % ALPHABET.length);
}
