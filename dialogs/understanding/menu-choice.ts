import { foldAccents, normalise } from './normalise.ts';

/** One line of a numbered menu. Synonyms are matched, never shown. */
export type MenuOption<Value> = {
  readonly value: Value;
  readonly title: string;
  readonly synonyms?: readonly string[];
};

/** A longer text is not an answer to a menu, so it is not even read. */
const MAX_ANSWER_CHARS = 200;
const MIN_PREFIX_LETTERS = 4;

const NUMBER_WORDS: readonly (readonly string[])[] = [
  ['uno', 'una', 'un', 'primero', 'primera', 'primer', '1o', '1a', '1ro', '1ra', '1er', '1era', '1ero'],
  ['dos', 'segundo', 'segunda', '2o', '2a', '2do', '2da'],
  ['tres', 'tercero', 'tercera', 'tercer', '3o', '3a', '3ro', '3ra', '3er', '3era'],
  ['cuatro', 'cuarto', 'cuarta', '4o', '4a', '4to', '4ta'],
  ['cinco', 'quinto', 'quinta', 'sinco', '5o', '5a', '5to', '5ta'],
  ['seis', 'sexto', 'sexta', 'seiz', '6o', '6a', '6to', '6ta'],
  ['siete', 'septimo', 'septima', 'ciete', '7o', '7a', '7mo', '7ma'],
  ['ocho', 'octavo', 'octava', '8o', '8a', '8vo', '8va'],
  ['nueve', 'noveno', 'novena', '9o', '9a', '9no', '9na'],
  ['diez', 'decimo', 'decima', 'dies', '10o', '10a', '10mo', '10ma'],
  ['once'],
  ['doce'],
];

const NUMBER_BY_WORD: ReadonlyMap<string, number> = new Map(
  NUMBER_WORDS.flatMap((words, index) => words.map((word): [string, number] => [word, index + 1])),
);

const AROUND_NUMBER: ReadonlySet<string> = new Set(
  (
    'la el lo los las opcion opsion opciones numero punto de mi es seria quiero escojo elijo marco ' +
    'por favor gracias con esa ese para si'
  ).split(' '),
);

/**
 * The option that the text names without doubt, or null: by exact title or synonym, by its number as shown (from 1, in
 * digits, words, ordinals or keycap emoji), or by the beginning of a single title or synonym, four letters at least.
 */
export function chooseOption<Value>(text: string, options: readonly MenuOption<Value>[]): Value | null {
  if (text.length > MAX_ANSWER_CHARS) {
    return null;
  }
  const answer = toAnswer(text);
  if (answer === '') {
    return null;
  }
  const names = options.map((option) => [option.title, ...(option.synonyms ?? [])].map(toAnswer));

  const exact = indexesWhere(names, (name) => name === answer);
  if (exact.length > 0) {
    return pickOnly(exact, options);
  }
  const byNumber = options[findNumber(answer) - 1];
  if (byNumber) {
    return byNumber.value;
  }
  if (answer.replace(/[^a-z]/g, '').length < MIN_PREFIX_LETTERS) {
    return null;
  }
  return pickOnly(
    indexesWhere(names, (name) => name.startsWith(answer)),
    options,
  );
}

/** Titles and synonyms are the same few at every turn; answers of people pass through and are soon dropped. */
const MAX_KNOWN = 2_000;
const known = new Map<string, string>();

function toAnswer(text: string): string {
  const found = known.get(text);
  if (found !== undefined) {
    return found;
  }
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  const answer = readAnswer(text);
  known.set(text, answer);
  return answer;
}

/** Emojis that decorate a title are not part of its name, but an answer may be an emoji alone. */
function readAnswer(text: string): string {
  const words = normalise(keycapsToDigits(text)).split(' ');
  const plain = words.filter((word) => !word.startsWith('emoji'));
  return (plain.length > 0 ? plain : words).join(' ');
}

function keycapsToDigits(text: string): string {
  return foldAccents(text.replaceAll('\u{1F51F}', '10'));
}

function indexesWhere(names: readonly string[][], matches: (name: string) => boolean): number[] {
  return names.flatMap((ofOption, index) => (ofOption.some(matches) ? [index] : []));
}

function pickOnly<Value>(indexes: readonly number[], options: readonly MenuOption<Value>[]): Value | null {
  const [only, another] = indexes;
  return only === undefined || another !== undefined ? null : (options[only]?.value ?? null);
}

/** The single number in the answer, or 0 when there is none, or more than one, or words that mean something else. */
function findNumber(answer: string): number {
  const words = answer.split(' ').filter((word) => !AROUND_NUMBER.has(word));
  const [word, another] = words;
  if (word === undefined || another !== undefined) {
    return 0;
  }
  return /^\d{1,3}$/.test(word) ? Number(word) : (NUMBER_BY_WORD.get(word) ?? 0);
}
