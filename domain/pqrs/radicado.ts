import { z } from 'zod';

/** The letters that an entity puts before its radicados; at most ten, so that SUI's 20 characters are enough. */
export const RadicadoPrefix = z.string().regex(/^[A-Z]{2,10}$/);

/**
 * The public number of a PQRS: `{PREFIX}-{YYYY}-{NNNNNN}`.
 *
 * Consecutive, without gaps, from 1 every Bogotá year (Acuerdo AGN 001 of 2024). Past 999999 it grows a digit.
 */
export const Radicado = z
  .string()
  .regex(/^[A-Z]{2,10}-\d{4}-(?:(?!000000)\d{6}|[1-9]\d{6,9})$/)
  .brand<'Radicado'>();
export type Radicado = z.infer<typeof Radicado>;

type RadicadoParts = { readonly prefix: string; readonly year: number; readonly number: number };

type SearchOptions = {
  readonly prefix: string;
  /** The current year in Bogotá, assumed for a number that comes alone. */
  readonly year: number;
  /** Set it only when the person was asked for a radicado: "123" elsewhere is anything. */
  readonly bareNumber?: boolean;
};

const NUMBER_DIGITS = 6;

/** A longer text may have been cut in the middle of a number, so nothing is read from it. */
const MAX_TEXT_LENGTH = 4096;

const SEPARATOR = String.raw`[\s\-_./#:]{0,4}`;

/** Six digits or more, six dictated as "000 123", or fewer when no other digits follow that could belong to them. */
const NUMBER = String.raw`(\d{6,10}(?!\d)|\d{3}[ .]\d{3}(?![ .\-]?\d)|\d{1,5}(?!\d|[ .\-]\d))`;

/** The edges of a word, so that a piece of a longer code, phone or cédula is never taken. */
const NOT_INSIDE_WORD = String.raw`(?<![\p{L}\p{N}])`;
const NOT_INSIDE_CODE = String.raw`(?<![\p{L}\p{N}][\-_./]?)`;
const WORD_ENDS = String.raw`(?!\p{L})`;

const YEAR_AND_PADDED_NUMBER = new RegExp(
  String.raw`${NOT_INSIDE_CODE}(20\d{2}) ?[\- ] ?(\d{6,10})(?!\d)${WORD_ENDS}`,
  'u',
);
const YEAR_AND_NUMBER = new RegExp(
  String.raw`${NOT_INSIDE_CODE}(20\d{2}) ?[\- ] ?${NUMBER}${WORD_ENDS}`,
  'u',
);
const YEAR_GLUED_TO_NUMBER = new RegExp(
  String.raw`${NOT_INSIDE_CODE}(20\d{2})(\d{6})(?!\d)${WORD_ENDS}`,
  'u',
);
const LONE_NUMBER = new RegExp(String.raw`${NOT_INSIDE_WORD}(?<![$+\-])(\d{1,6})(?![\d%])${WORD_ENDS}`, 'u');

/** The radicado of a number of the yearly series. Throws when the parts cannot make one. */
export function formatRadicado({ prefix, year, number }: RadicadoParts): Radicado {
  return Radicado.parse(`${prefix}-${year}-${String(number).padStart(NUMBER_DIGITS, '0')}`);
}

/**
 * The first radicado in what a person wrote, or null.
 *
 * It forgives lower case, spaces, missing or odd dashes, full-width characters, missing zeros and words around.
 * Without the prefix it wants year and six digits; less is read only with `bareNumber`. Any doubt (digits that
 * could belong to something longer, several lone numbers, another entity's prefix) is null, because a wrong
 * radicado is worse than asking again.
 *
 * @example
 * findRadicadoIn('es el essmar 2026 123', { prefix: 'ESSMAR', year: 2026 }) // 'ESSMAR-2026-000123'
 */
export function findRadicadoIn(text: string, options: SearchOptions): Radicado | null {
  if (text.length > MAX_TEXT_LENGTH) {
    return null;
  }
  const plain = toPlainCharacters(text);
  const written = findWithYear(plain, options);
  if (written || !options.bareNumber) {
    return written;
  }
  return findLoneNumber(plain, options);
}

function findWithYear(plain: string, { prefix, bareNumber = false }: SearchOptions): Radicado | null {
  const patterns = [withPrefix(prefix), YEAR_AND_PADDED_NUMBER];
  if (bareNumber) {
    patterns.push(YEAR_AND_NUMBER, YEAR_GLUED_TO_NUMBER);
  }
  for (const pattern of patterns) {
    const [, year, number] = pattern.exec(plain) ?? [];
    if (year !== undefined && number !== undefined) {
      return toRadicado(prefix, year, number);
    }
  }
  return null;
}

function withPrefix(prefix: string): RegExp {
  const letters = RadicadoPrefix.parse(prefix);
  return new RegExp(
    `${NOT_INSIDE_WORD}${letters}${SEPARATOR}(20\\d{2})${SEPARATOR}${NUMBER}${WORD_ENDS}`,
    'u',
  );
}

/** With two runs of digits nobody can tell which one is the radicado. */
function findLoneNumber(plain: string, { prefix, year }: SearchOptions): Radicado | null {
  const digitRuns = plain.match(/\d+/g) ?? [];
  const number = LONE_NUMBER.exec(plain)?.[1];
  if (digitRuns.length !== 1 || number === undefined) {
    return null;
  }
  return toRadicado(prefix, String(year), number);
}

function toRadicado(prefix: string, year: string, digits: string): Radicado | null {
  const number = Number(digits.replaceAll(/\D/g, ''));
  return number === 0 ? null : formatRadicado({ prefix, year: Number(year), number });
}

/** Full-width letters and digits, every dash and the signs of "número" in one plain form, in upper case. */
function toPlainCharacters(text: string): string {
  return text
    .replaceAll(/[º°№]/g, ' ')
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}\u2212\u00AD]/gu, '-')
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .toUpperCase();
}
