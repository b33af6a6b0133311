import { normalise } from './normalise.ts';

const UNITS = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete ' +
  'veintiocho veintinueve treinta'
).split(' ');

const ROMAN_NUMERALS = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

const REWRITTEN: ReadonlyMap<string, string> = new Map([
  ...UNITS.map((word, number): [string, string] => [word, String(number)]),
  ...ROMAN_NUMERALS.slice(1).map((numeral, index): [string, string] => [numeral, String(index + 1)]),
  ['xxiii', '23'],
  ['veintitre', '23'],
  ['primero', '1'],
  ['primera', '1'],
  ['1o', '1'],
  ['1ro', '1'],
  ['1ero', '1'],
  ['segunda', '2'],
  ['tercera', '3'],
  ['sta', 'santa'],
  ['sto', 'santo'],
  ['sn', 'san'],
  ['urb', 'urbanizacion'],
  ['brr', 'barrio'],
  ['bulevar', 'boulevard'],
  ['boulevar', 'boulevard'],
  ['nva', 'nueva'],
  ['cdad', 'ciudad'],
  ['etapa', ''],
]);

const ARTICLES: ReadonlySet<string> = new Set(
  'el la los las de del en por al aca aqui es vivo soy barrio sector'.split(' '),
);

/** The words of a place name in one spelling: numbers in digits, abbreviations written out. */
export function toPlaceWords(text: string): string[] {
  return normalise(text)
    .split(' ')
    .map((word) => REWRITTEN.get(word) ?? word)
    .filter((word) => word !== '');
}

/** The words that tell one place from another, in order. */
export function withoutArticles(words: readonly string[]): string[] {
  return words.filter((word) => !ARTICLES.has(word));
}
