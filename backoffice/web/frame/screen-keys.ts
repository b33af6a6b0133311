import { useEffect } from 'react';
import type { PlainWordKey } from '../words.ts';

/** A single key that does something on one screen only. */
export type ScreenKey = {
  readonly key: string;
  /** What the help says that it does. */
  readonly words: PlainWordKey;
  readonly act: () => void;
};

let current: readonly ScreenKey[] = [];

/** The keys of the screen that is shown. */
export function listScreenKeys(): readonly ScreenKey[] {
  return current;
}

/** Gives the screen keys of its own while it is shown; those of the whole console go before them. */
export function useScreenKeys(keys: readonly ScreenKey[]): void {
  useEffect(() => {
    current = keys;
    return () => {
      current = current === keys ? [] : current;
    };
  });
}
