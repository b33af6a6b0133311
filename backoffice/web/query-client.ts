import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api.ts';
import { readPresence } from './presence.ts';
import { sessionQuery } from './session-query.ts';

const FRESH_MS = 15_000;
const MAX_RETRIES = 1;

/** What the server said, kept while it is fresh. Whoever hears that nobody is signed in asks once more who is. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: checkSession }),
  mutationCache: new MutationCache({ onError: checkSession }),
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: isWorthRetrying, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Asks anew who is signed in, after something about it has changed. */
export async function renewSession(): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** A no stays a no; what did not arrive may arrive the second time. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isRefusal = error instanceof ApiFailure && error.status >= 400 && error.status < 500;
  return !isRefusal && failures < MAX_RETRIES;
}

/** The answer may be to a question from before somebody entered again: only the session itself says that it has ended. */
function checkSession(error: Error): void {
  if (error instanceof ApiFailure && error.isSignedOut && readPresence() === 'here') {
    renewSession().catch(() => undefined);
  }
}
