import { ApiFailure, api } from './api.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { expectEnd } from './presence.ts';
import { ownPath } from './return-path.ts';

const CONSOLE = '/consola';
const SIGN_IN = `${CONSOLE}/entrar`;

/** Ends the session on the server and loads the sign-in anew: the next one at this desk finds nothing in memory. */
export async function signOut(): Promise<void> {
  const stay = expectEnd();
  try {
    await api.delete('/session').catch(acceptEnded);
    tellOtherTabs('left');
    location.assign(`${SIGN_IN}?salida=1`);
  } finally {
    stay();
  }
}

/** Loads the sign-in anew because the session has ended, to come back to where one is. */
export function leaveForSignIn(): void {
  const here = (location.pathname + location.search).slice(CONSOLE.length);
  location.replace(`${SIGN_IN}?${new URLSearchParams({ volver: ownPath(here) })}`);
}

/** It had ended before: that is what was asked for. */
function acceptEnded(error: unknown): void {
  if (!(error instanceof ApiFailure && error.isSignedOut)) {
    throw error;
  }
}
