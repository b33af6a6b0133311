import { DANGER_PATTERNS, type Danger, FIGURES_OF_SPEECH } from './danger-words.ts';
import { normalise } from './normalise.ts';

/**
 * The emergency that the text tells of, or null; asked before anything else is understood, at every prompt.
 *
 * A false alarm costs the reader two lines with emergency numbers, a miss may cost a life: past and present events count
 * even without details, while hypotheses ("se puede caer un niño"), jokes and figures of speech do not.
 */
export function findDanger(text: string): Danger | null {
  let words = normalise(text);
  for (const figure of FIGURES_OF_SPEECH) {
    words = words.replace(figure, ' ');
  }
  const found = DANGER_PATTERNS.find(([, patterns]) => patterns.some((pattern) => pattern.test(words)));
  return found ? found[0] : null;
}
