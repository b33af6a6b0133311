const PREFIX = 'vecino.file.';

/** Notes that a file is on its way from this tab: if the page is left, its name is all that remains. */
export function rememberFile(id: string, name: string): void {
  try {
    sessionStorage.setItem(PREFIX + id, name);
  } catch {
    // Without the note a file that is lost is only not mentioned.
  }
}

export function forgetFile(id: string): void {
  try {
    sessionStorage.removeItem(PREFIX + id);
  } catch {
    // Nothing was noted.
  }
}

/** The files that this tab had not finished sending when its page was left. */
export function lostFiles(): { id: string; name: string }[] {
  try {
    return Object.entries({ ...sessionStorage } as Record<string, string>)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, name]) => ({ id: key.slice(PREFIX.length), name }));
  } catch {
    return [];
  }
}
