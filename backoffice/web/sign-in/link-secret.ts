import { ApiFailure } from '../api.ts';

/** Takes the secret of a link out of the address: neither the history nor somebody who looks at the screen keeps it. */
export function takeLinkSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== '') {
    history.replaceState(history.state, '', location.pathname);
  }
  return secret;
}

/** Says whether the server refused with this code. */
export function isRefusedAs(error: Error | null, code: string): boolean {
  return error instanceof ApiFailure && error.code === code;
}
