/** Longer texts are cut here before any parser sees them, so that every later step has a bound. */
export const MAX_INPUT_CHARS = 4096;

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    que: ['q', 'k', 'ke', 'qe', 'qu'],
    por: ['x'],
    porque: ['xq', 'pq', 'porq', 'xk', 'pork', 'xke'],
    para: ['pa'],
    de: ['d'],
    del: ['dl'],
    pues: ['ps', 'pos', 'pue'],
    tambien: ['tb', 'tbn', 'tmb'],
    estoy: ['toy', 'toi'],
    esta: ['ta'],
    buenas: ['bns', 'bnas', 'wenas'],
    bien: ['bn'],
    'por favor': ['pls', 'plis', 'plz', 'porfa', 'porfis', 'xfa', 'xfavor', 'porfavor'],
    gracias: ['tks', 'thx', 'grax', 'grasias', 'grcs'],
    mensaje: ['msj'],
    whatsapp: ['wsp', 'wpp', 'wasap', 'guasap', 'wasa'],
    numero: ['num', 'nro'],
    telefono: ['tel'],
    direccion: ['dir'],
    nada: ['na', 'nd'],
    hay: ['ay', 'ahy'],
    donde: ['dnd', 'dnde'],
    cuando: ['cdo', 'cndo'],
    hacer: ['aser', 'acer'],
    hace: ['ase'],
    hago: ['ago'],
    hola: ['ola', 'hla'],
    barrio: ['brr', 'bario', 'varrio'],
  }).flatMap(([full, short]) => short.map((abbreviation): [string, string] => [abbreviation, full])),
);

const EMOJI_WORDS: readonly (readonly [RegExp, string])[] = [
  [/[\u{1F44D}\u{1F44C}\u{2705}\u{1F64C}]/gu, ' emojiok '],
  [/\u{1F44E}/gu, ' emojino '],
  [/\u{1F64F}/gu, ' emojigracias '],
  [/[\u{1F621}\u{1F620}\u{1F92C}\u{1F624}]/gu, ' emojienojo '],
  [/[\u{1F602}\u{1F923}]/gu, ' emojirisa '],
];

const ROMAN_NUMERAL = /^[ivx]+$/;

/**
 * The text as lower-case words of a-z and 0-9 separated by one space, in the spelling of a dictionary where the
 * chat spelling is a common one ("Holaaa, x favor q pasó" becomes "hola por favor que paso").
 *
 * Time grows with the length only, and at most `MAX_INPUT_CHARS` are read. Digits stay; links become `toklink`,
 * laughter `tokrisa`, and a few emojis a word that starts with `emoji`. Roman numerals keep their repeated letters.
 */
export function normalise(text: string): string {
  let folded = foldAccents(text.slice(0, MAX_INPUT_CHARS).toLowerCase()).slice(0, MAX_INPUT_CHARS);
  for (const [emoji, word] of EMOJI_WORDS) {
    folded = folded.replace(emoji, word);
  }
  return folded
    .replace(/(?:https?:\/\/|www\.)\S+/g, ' toklink ')
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map(toDictionaryWord)
    .join(' ');
}

/** Accents and the tilde of ñ removed, and typographic variants of a letter or digit made plain ("１º" is "1o"). */
export function foldAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

function toDictionaryWord(word: string): string {
  if (ROMAN_NUMERAL.test(word) && word !== 'x') {
    return word;
  }
  const single = word
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/([aiu])\1+/g, '$1')
    .replace(/^a?(?:j[aeios]){2,}j?$/, 'tokrisa');
  return ABBREVIATIONS.get(single) ?? single;
}
