import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { SessionView } from '../contracts/session.ts';
import { ApiFailure, api } from './api.ts';
import { forgetDraftsOfOthers } from './drafts.ts';
import { leavePage, noticeEnd, noticeReturn, readPresence } from './presence.ts';
import { leaveForSignIn } from './sign-out.ts';

/** Under which name the session is kept. */
export const SESSION_KEY = ['session'] as const;

/**
 * Who is signed in, or null.
 *
 * Whoever was at work stays known when the session ends: the page waits as it is until they enter again.
 */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ client, signal }) => findSession(client, signal),
  staleTime: 60_000,
});

async function findSession(client: QueryClient, signal: AbortSignal): Promise<SessionView | null> {
  const known = client.getQueryData<SessionView | null>(SESSION_KEY) ?? null;
  try {
    return welcome(known, await api.get<SessionView>('/session', { signal }));
  } catch (error) {
    if (error instanceof ApiFailure && error.isSignedOut) {
      return rememberAtWork(known);
    }
    throw error;
  }
}

/** Nobody sees what another person left on the page, and nobody works before what is missing is set up. */
function welcome(known: SessionView | null, session: SessionView): SessionView {
  forgetDraftsOfOthers(session.staff.id);
  if (known !== null && known.staff.id !== session.staff.id) {
    leavePage(() => location.reload());
    return known;
  }
  if (readPresence() === 'ended' && session.missing.length > 0) {
    leavePage(leaveForSignIn);
  }
  noticeReturn();
  return session;
}

/** There is nothing to keep of somebody who was still on the way in. */
function rememberAtWork(known: SessionView | null): SessionView | null {
  if (known === null || known.missing.length > 0) {
    return null;
  }
  noticeEnd();
  return known;
}
