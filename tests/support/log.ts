import type { Log } from '../../prisma/log.ts';

/** A log that nobody reads. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log that remembers the sentences it was given, in order. */
export function rememberingLog(): Log & { readonly sentences: string[] } {
  const sentences: string[] = [];
  const remember = (_: object, sentence: string) => {
    sentences.push(sentence);
  };
  return { info: remember, warn: remember, error: remember, sentences };
}
