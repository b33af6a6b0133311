import distances from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Barrio } from '../../domain/entity/profile.ts';
import { toPlaceWords, withoutArticles } from './place-words.ts';

/** `several`: the name exists in more than one place. `similar`: nothing is called so, but these are close (at most 5). */
export type BarrioMatch =
  | { readonly kind: 'found'; readonly barrio: Barrio }
  | { readonly kind: 'several'; readonly barrios: readonly Barrio[] }
  | { readonly kind: 'similar'; readonly barrios: readonly Barrio[] }
  | { readonly kind: 'none' };

export type Gazetteer = { readonly find: (text: string) => BarrioMatch };

type Entry = { readonly barrio: Barrio; readonly key: string };

const MAX_SIMILAR = 5;
const MIN_SIMILARITY = 0.62;
const MAX_NAME_WORDS = 6;
/** A name comes early in an answer; the rest of a long story is not searched. */
const MAX_READ_WORDS = 120;
/** A text of more words is a sentence: only a part of it can be the name. */
const MAX_BARE_WORDS = 5;

/** These names are also common words, so inside a sentence they need "barrio" or the like before them. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'parque paz centro modelo municipal hospital obrero porvenir bosque jardin union esperanza estrella libertador ' +
    'refugio mercado mayor lucha colinas recreo progreso hogar manantial terminal victoria primavera felicidad limon ' +
    'pueblito territorial pantano oasis paraiso limonar amparo aeropuerto eva corales rosales fundadores colon rio ' +
    'reposo pradera cerros galan belen rueda nevada 27 sol revuelta magdalena'
  ).split(' '),
);
const KINDS_OF_PLACE: ReadonlySet<string> = new Set(['urbanizacion', 'conjunto', 'ciudadela']);
const PLACE_MARKERS: ReadonlySet<string> = new Set([
  'barrio',
  'sector',
  'urbanizacion',
  'vereda',
  'corregimiento',
]);

/**
 * Finds which barrio a text names. Exact after normalisation, whatever the accents, articles, abbreviations and way of
 * writing numbers ("1º de mayo", "primero de mayo"); the longest name in a sentence wins.
 */
export function createGazetteer(barrios: readonly Barrio[]): Gazetteer {
  const byKey = new Map<string, Barrio[]>();
  for (const barrio of barrios) {
    addUnder(byKey, [barrio.name, ...(barrio.aliases ?? [])].flatMap(ownNamesOf), barrio);
  }
  const owned = new Set(byKey.keys());
  for (const barrio of barrios) {
    const nicknames = nicknamesOf(barrio.name).filter((nickname) => !owned.has(nickname));
    addUnder(byKey, nicknames, barrio);
  }
  const entries = [...byKey].flatMap(([key, named]) => named.map((barrio) => ({ barrio, key })));

  return {
    find(text) {
      const { words, comuna } = takeComuna(toPlaceWords(text).slice(0, MAX_READ_WORDS));
      const exact = findExact(words, byKey);
      if (exact) {
        return toMatch(exact, comuna);
      }
      const similar = findSimilar(nameIn(words), entries);
      return similar.length > 0 ? { kind: 'similar', barrios: similar } : { kind: 'none' };
    },
  };
}

function addUnder(byKey: Map<string, Barrio[]>, keys: readonly string[], barrio: Barrio): void {
  for (const key of new Set(keys)) {
    byKey.set(key, [...(byKey.get(key) ?? []), barrio]);
  }
}

/** "El Carmen (Gaira)" is also called "El Carmen", which makes it a homonym. */
function ownNamesOf(name: string): string[] {
  return [name, withoutParenthesis(name)].map((written) => withoutArticles(toPlaceWords(written)).join(' '));
}

/** "Urbanización Colón" is "Colón" and "Timayui II" is "Timayui", unless another barrio has that name for its own. */
function nicknamesOf(name: string): string[] {
  const words = withoutArticles(toPlaceWords(withoutParenthesis(name)));
  const bare = KINDS_OF_PLACE.has(words[0] ?? '') ? words.slice(1) : words;
  const unnumbered = /^\d$/.test(bare.at(-1) ?? '') ? bare.slice(0, -1) : bare;
  return [bare.join(' '), unnumbered.join(' ')].filter((nickname) => nickname !== '');
}

function withoutParenthesis(name: string): string {
  return name.replace(/\([^()]*\)/g, ' ');
}

/** Takes "comuna 6" out of the words: it tells homonyms apart and is no part of a name. */
function takeComuna(words: readonly string[]): { words: readonly string[]; comuna: string | null } {
  const at = words.indexOf('comuna');
  return at < 0
    ? { words, comuna: null }
    : { words: [...words.slice(0, at), ...words.slice(at + 2)], comuna: words[at + 1] ?? null };
}

function findExact(words: readonly string[], byKey: ReadonlyMap<string, Barrio[]>): Barrio[] | null {
  const whole = byKey.get(nameIn(words));
  if (whole) {
    return whole;
  }
  for (let size = MAX_NAME_WORDS; size > 0; size--) {
    for (let start = 0; start + size <= words.length; start++) {
      const key = withoutArticles(words.slice(start, start + size)).join(' ');
      const barrios = byKey.get(key);
      if (barrios && (!COMMON_WORDS.has(key) || isMarked(words, start))) {
        return barrios;
      }
    }
  }
  return null;
}

function isMarked(words: readonly string[], start: number): boolean {
  return words.slice(Math.max(0, start - 3), start + 1).some((word) => PLACE_MARKERS.has(word));
}

/** The part of the text that may be a name: after "barrio" or the like when there is one, otherwise a short text whole. */
function nameIn(words: readonly string[]): string {
  const marker = words.findLastIndex((word) => PLACE_MARKERS.has(word));
  const name = withoutArticles(words.slice(marker + 1));
  return marker < 0 && name.length > MAX_BARE_WORDS ? '' : name.slice(0, MAX_BARE_WORDS).join(' ');
}

function toMatch(barrios: readonly Barrio[], comuna: string | null): BarrioMatch {
  const inComuna = barrios.filter((barrio) => barrio.comuna === comuna);
  const candidates = inComuna.length > 0 ? inComuna : barrios;
  const [barrio] = candidates;
  return candidates.length === 1 && barrio
    ? { kind: 'found', barrio }
    : { kind: 'several', barrios: candidates };
}

function findSimilar(name: string, entries: readonly Entry[]): Barrio[] {
  if (name.length < 4) {
    return [];
  }
  const ranked = entries
    .filter(({ key }) => Math.abs(key.length - name.length) <= Math.max(3, key.length / 3))
    .map(({ barrio, key }) => ({ barrio, similarity: similarityOf(name, key) }))
    .filter(({ similarity }) => similarity >= MIN_SIMILARITY)
    .sort((one, other) => other.similarity - one.similarity);
  return [...new Set(ranked.map(({ barrio }) => barrio))].slice(0, MAX_SIMILAR);
}

function similarityOf(name: string, key: string): number {
  const distance = distances.DamerauLevenshteinDistance(name, key, { restricted: true });
  return 1 - distance / Math.max(name.length, key.length);
}
