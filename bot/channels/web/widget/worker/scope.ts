import type { Shell } from './shell.ts';

type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

/** The part of a service worker's world that ours uses: the library of types for pages has none of it. */
export type WorkerScope = {
  readonly location: Location;
  /** Put before the program by the server. */
  readonly shell: Shell;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
};
