import { attempt } from './storage.ts';

const PREFIX = 'vecino.file.';

/** Notes that a file is on its way from this tab: if the page is left, its name is all that remains. */
export function rememberFile(id: string, name: string): void {
  attempt(() => sessionStorage.setItem(PREFIX + id, name));
}

export function forgetFile(id: string): void {
  attempt(() => sessionStorage.removeItem(PREFIX + id));
}

/** The files that this tab had not finished sending when its page was left. */
export function lostFiles(): { id: string; name: string }[] {
  const keys = attempt(() => Object.keys(sessionStorage)) ?? [];
  return keys
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ id: key.slice(PREFIX.length), name: sessionStorage.getItem(key) ?? '' }));
}
