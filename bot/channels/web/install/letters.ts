/** What every letter is drawn in; the line goes along the path, so half its width lies outside. */
export const LETTER = { width: 60, height: 100, line: 17 };

/**
 * Capital letters as lines, because a server may have no typeface at all, and a picture must not depend on which.
 */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'M0 100 30 0 60 100M12 62H48',
  B: 'M0 48H32A26 26 0 0 1 32 100H0V0H32A24 24 0 0 1 32 48',
  C: 'M57 22C50 6 42 0 32 0 12 0 0 18 0 50S12 100 32 100C42 100 50 94 57 78',
  D: 'M0 0V100H20C46 100 60 82 60 50S46 0 20 0Z',
  E: 'M54 0H0V100H54M0 50H44',
  F: 'M54 0H0V100M0 50H44',
  G: 'M57 22C50 6 42 0 32 0 12 0 0 18 0 50S12 100 32 100C46 100 58 92 58 76V54H36',
  H: 'M0 0V100M60 0V100M0 50H60',
  I: 'M30 0V100',
  J: 'M46 0V70C46 90 38 100 24 100 12 100 4 92 2 78',
  K: 'M0 0V100M56 0 0 58M18 42 58 100',
  L: 'M0 0V100H52',
  M: 'M0 100V0L30 54 60 0V100',
  N: 'M0 100V0L60 100V0',
  O: 'M30 0C10 0 0 18 0 50S10 100 30 100 60 82 60 50 50 0 30 0Z',
  P: 'M0 100V0H32A27 27 0 0 1 32 54H0',
  Q: 'M30 0C10 0 0 18 0 50S10 100 30 100 60 82 60 50 50 0 30 0ZM38 74 60 102',
  R: 'M0 100V0H32A27 27 0 0 1 32 54H0M30 54 58 100',
  S: 'M54 16C48 5 40 0 30 0 14 0 3 10 3 25 3 60 57 40 57 74 57 90 45 100 30 100 16 100 7 94 2 82',
  T: 'M0 0H60M30 0V100',
  U: 'M0 0V62C0 88 12 100 30 100S60 88 60 62V0',
  V: 'M0 0 30 100 60 0',
  W: 'M0 0 14 100 30 34 46 100 60 0',
  X: 'M0 0 60 100M60 0 0 100',
  Y: 'M0 0 30 48 60 0M30 48V100',
  Z: 'M2 0H58L2 100H58',
};

/** For a name without a letter of ours: water, which every such company brings or takes away. */
const DROP = 'M30 0C48 28 58 44 58 64A28 28 0 0 1 2 64C2 44 12 28 30 0Z';

const MAX_LETTERS = 2;

/** Words that no initials are made of. */
const SMALL_WORDS = new Set(['A', 'AL', 'DE', 'DEL', 'E', 'EL', 'EN', 'LA', 'LAS', 'LOS', 'Y']);

/** The lines of a name's initials, one path a letter: "Aguas del Socorro" is A and S, "ESSMAR" is E. */
export function drawInitials(name: string): readonly string[] {
  const words = name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Z]+/);
  const initials = words.filter((word) => word !== '' && !SMALL_WORDS.has(word)).slice(0, MAX_LETTERS);
  const letters = initials.map(([letter = '']) => LETTERS[letter] ?? DROP);
  return letters.length > 0 ? letters : [DROP];
}
