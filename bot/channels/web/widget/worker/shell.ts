/** Everything that opens the page without a network, `/` first, and the version of it all. */
export type Shell = { readonly version: string; readonly addresses: readonly string[] };

const PREFIX = 'vecino-shell-';

/** The store of one version. */
export function openShell({ version }: Shell): Promise<Cache> {
  return caches.open(PREFIX + version);
}

/** Stores the whole shell or fails: half a page is worse than the browser's own message. */
export async function keepShell(shell: Shell): Promise<void> {
  const store = await openShell(shell);
  await Promise.all(
    shell.addresses.map(async (address) => {
      const answer = await fetch(new Request(address, { credentials: 'omit', cache: freshness(address) }));
      if (!answer.ok || answer.redirected) {
        throw new Error(`${address} answered ${answer.status}`);
      }
      await store.put(address, answer);
    }),
  );
}

/** What names no version may have changed since the browser kept it. */
function freshness(address: string): RequestCache {
  return hasVersion(address) ? 'default' : 'no-cache';
}

export function hasVersion(address: string): boolean {
  return address.includes('?v=');
}

/** Removes what earlier versions stored, and nothing that is not ours. */
export async function dropOldShells({ version }: Shell): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}
