import { freshFirst, keptFirst } from './answers.ts';
import type { WorkerScope } from './scope.ts';
import { dropOldShells, hasVersion, keepShell, openShell } from './shell.ts';

const scope = self as unknown as WorkerScope;
const here = scope.location.origin;
const known = new Set(scope.shell.addresses);

/** An update works from the next page on: nothing on the screen is loaded again because of it. */
scope.addEventListener('install', (event) => {
  event.waitUntil(keepShell(scope.shell).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells(scope.shell).then(() => scope.clients.claim()));
});

/**
 * Answers for the page at `/` and for what it loads, both named one by one. Whatever else is asked, with every
 * message and everything personal, passes as if there were no worker.
 */
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  const isPage = request.mode === 'navigate';
  const address = isPage ? pathname : pathname + search;
  const isOurs = origin === here && request.method === 'GET' && !request.headers.has('authorization');
  if (isOurs && known.has(address) && isPage === (address === '/')) {
    event.respondWith(answer(request, address));
  }
});

async function answer(request: Request, address: string): Promise<Response> {
  const kept = await (await openShell(scope.shell)).match(address);
  return hasVersion(address) ? keptFirst(request, kept) : freshFirst(request, kept);
}
