import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
import { listDestinations } from '../navigation.ts';
import { openHelp, openSearch } from '../search/open-search.ts';
import { useSession } from '../session.tsx';
import { useGo } from './link.tsx';
import { moveInList } from './list-keys.ts';
import { listScreenKeys } from './screen-keys.ts';

/** So long the second key of a pair is waited for. */
const PAIR_MS = 1_200;
const FIRST_KEY = 'g';

/** Whether single keys do something: kept in this browser, on unless switched off (WCAG 2.1, 2.1.4). */
export function useShortcutsSwitch() {
  return useLocalStorage({ key: 'vecino.shortcuts', defaultValue: true, getInitialValueInEffect: false });
}

/** The search opens with Ctrl+K (or the system's key and K) from everywhere, also while one types. */
export function useSearchKey(): void {
  useHotkeys([['mod+K', openSearch]], []);
}

type Keys = Readonly<Record<string, () => void>>;

/** Listens for single keys anywhere but where one types, and never together with Ctrl, Alt or the system's key. */
export function useShortcuts(): void {
  const [isOn] = useShortcutsSwitch();
  const { permissions } = useSession();
  const go = useGo();
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const destinations = listDestinations(permissions);
    const alone: Keys = {
      '/': openSearch,
      '?': openHelp,
      j: () => moveInList(1),
      k: () => moveInList(-1),
    };
    const afterFirst: Keys = Object.fromEntries(
      destinations.flatMap(({ shortcut, path }) => (shortcut === null ? [] : [[shortcut, () => go(path)]])),
    );
    return listenForKeys(alone, afterFirst);
  });
}

function listenForKeys(alone: Keys, afterFirst: Keys): () => void {
  let firstAt = Number.NEGATIVE_INFINITY;
  const onKey = (event: KeyboardEvent) => {
    if (!isFree(event)) {
      return;
    }
    const isPair = event.timeStamp - firstAt < PAIR_MS;
    firstAt = event.key === FIRST_KEY ? event.timeStamp : Number.NEGATIVE_INFINITY;
    const act = isPair ? afterFirst[event.key] : (alone[event.key] ?? findScreenAct(event.key));
    if (act) {
      event.preventDefault();
      act();
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function findScreenAct(key: string): (() => void) | undefined {
  return listScreenKeys().find((one) => one.key === key)?.act;
}

const TAKES_KEYS =
  'input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]';

function isFree({ ctrlKey, altKey, metaKey, repeat, target, defaultPrevented }: KeyboardEvent): boolean {
  const isTaken = target instanceof Element && target.closest(TAKES_KEYS) !== null;
  return !(ctrlKey || altKey || metaKey || repeat || defaultPrevented || isTaken);
}
