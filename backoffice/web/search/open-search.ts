import { createStore } from './store.ts';

/** What lies over the screens at this moment: the search, the help, or nothing. */
export type Overlay = 'search' | 'help' | null;

export const overlay = createStore<Overlay>(null);

/** Opens the search over whatever is shown. */
export function openSearch(): void {
  overlay.set('search');
}

/** Opens the list of the shortcuts. */
export function openHelp(): void {
  overlay.set('help');
}
