/**
 * What this browser remembers, shared by its tabs. A browser that refuses (private mode, full) remembers
 * until the page closes.
 */
const memory = new Map<string, string>();

/** What a browser does if it lets us, else nothing. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function recall(key: string): string | null {
  return attempt(() => localStorage.getItem(key)) ?? memory.get(key) ?? null;
}

export function remember(key: string, value: string): void {
  const isKept = attempt(() => {
    localStorage.setItem(key, value);
    return true;
  });
  if (!isKept) {
    memory.set(key, value);
  }
}

export function forget(key: string): void {
  memory.delete(key);
  attempt(() => localStorage.removeItem(key));
}

/** The remembered keys with this beginning, in order. */
export function recallKeys(prefix: string): string[] {
  const stored = attempt(() => Object.keys(localStorage)) ?? [];
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix)).sort();
}

/** An id that no other message of a conversation has, also on pages without TLS, where `randomUUID` is missing. */
export function freshId(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(1);
}

/** Runs the work in one tab at a time, where the browser can promise that. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}
