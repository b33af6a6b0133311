/** What the page stores to open without a network: nothing in it is anybody's. */
const SHELL = 'vecino-shell-';

/** Removes what a page of ours can have stored by now, without waiting for anything. */
export function forgetStorage(): void {
  for (const storage of ['localStorage', 'sessionStorage'] as const) {
    try {
      window[storage].clear();
    } catch {
      // A browser that refuses to store has nothing to remove.
    }
  }
}

/** Removes everything that this browser holds of the person: storages, databases and copies of answers. */
export async function forgetAll(): Promise<void> {
  forgetStorage();
  await Promise.allSettled([forgetCaches(), forgetDatabases()]);
}

async function forgetCaches(): Promise<void> {
  const names = 'caches' in window ? await caches.keys() : [];
  await Promise.all(names.filter((name) => !name.startsWith(SHELL)).map((name) => caches.delete(name)));
}

async function forgetDatabases(): Promise<void> {
  const found = (await indexedDB.databases?.()) ?? [];
  for (const { name } of found) {
    if (name !== undefined) {
      indexedDB.deleteDatabase(name);
    }
  }
}
