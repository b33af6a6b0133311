import stemmer from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import AggressiveTokenizer from 'natural/lib/natural/tokenizers/aggressive_tokenizer_es.js';
import { normalise } from './normalise.ts';

/** What a classifier may look at. The groups are weighed apart, because a text has many more grams than words. */
export type Features = {
  readonly words: readonly string[];
  readonly pairs: readonly string[];
  readonly grams: readonly string[];
};

/** The intent shows early: more text costs time and brings only noise. */
const MAX_READ_CHARS = 600;
const GRAM_SIZES = [3, 4, 5] as const;

const SHORT_NUMBER = 'toknum';

const tokenizer = new AggressiveTokenizer();

/**
 * Stemmed words, pairs of neighbours and character grams of a text, all spelt by sound.
 *
 * Every word is kept, "no" too: the stemmer is called a word at a time, since its own text entry drops stop words. The
 * tokenizer drops digits, so numbers become `toknum`, or `toknumlargo` when long, first. A short number alone is an answer
 * to something and says nothing of an intent.
 */
export function toFeatures(text: string): Features {
  const named = tokenizer.tokenize(nameNumbers(normalise(text).slice(0, MAX_READ_CHARS)));
  const words = named.every((word) => word === SHORT_NUMBER) ? [] : named;
  const stems = words.map((word) => soundOf(stemmer.stem(word)));
  const bounded = ['^', ...stems, '$'];
  const pairs = bounded.slice(1).map((stem, index) => `${bounded[index]} ${stem}`);
  return { words: stems, pairs, grams: gramsOf(words.map(soundOf).join(' ')) };
}

function nameNumbers(words: string): string {
  return words
    .replace(/\b[a-z]{2,6} \d{4} \d{3,}\b/g, 'toknumlargo')
    .replace(/\b\d{5,}\b/g, 'toknumlargo')
    .replace(/\b\d+[a-z]{0,3}\b/g, SHORT_NUMBER);
}

function gramsOf(text: string): string[] {
  const padded = ` ${text} `;
  return GRAM_SIZES.flatMap((size) =>
    Array.from({ length: Math.max(0, padded.length - size + 1) }, (_, start) =>
      padded.slice(start, start + size),
    ),
  );
}

/** One spelling for what sounds the same on the coast: b and v, s, c and z, ll and y, a silent h. */
function soundOf(word: string): string {
  return word
    .replace(/ch/g, 'X')
    .replace(/^hu(?=[aeio])/, 'gu')
    .replace(/^w/, 'gu')
    .replace(/h/g, '')
    .replace(/qu?(?=[ei])/g, 'k')
    .replace(/sc(?=[ei])/g, 's')
    .replace(/c(?=[ei])/g, 's')
    .replace(/[cq]/g, 'k')
    .replace(/z/g, 's')
    .replace(/v/g, 'b')
    .replace(/ll/g, 'y')
    .replace(/gu(?=[ei])/g, 'G')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/G/g, 'g')
    .replace(/x/g, 's')
    .replace(/mb/g, 'nb')
    .replace(/([a-zX])\1/g, '$1');
}
