import { createStore } from './search/store.ts';

/**
 * Whether whoever opened this page is still signed in.
 *
 * `ended`: not any more; everything stays as it is until they enter again. `leaving`: the page is on its way elsewhere and
 * shows nothing any more.
 */
type Presence = 'here' | 'ended' | 'leaving';

const presence = createStore<Presence>('here');

/** How it stands, for whoever draws the page. */
export const usePresence = presence.use;

/** How it stands at this moment. */
export const readPresence = presence.get;

/** Whether a sign-out was asked for: of an end that one asks for nothing is said. */
let isLeavingByChoice = false;

/** The server knows nobody any more. */
export function noticeEnd(): void {
  if (presence.get() === 'here' && !isLeavingByChoice) {
    presence.set('ended');
  }
}

/** The same person is signed in. */
export function noticeReturn(): void {
  if (presence.get() === 'ended') {
    presence.set('here');
  }
}

/** Until the returned function is called, no end of the session is noticed. */
export function expectEnd(): () => void {
  isLeavingByChoice = true;
  return () => {
    isLeavingByChoice = false;
  };
}

/**
 * Takes the page down and goes elsewhere then.
 *
 * In that order: a form that asks before it is left must neither keep somebody here nor show what another person typed.
 */
export function leavePage(go: () => void): void {
  presence.set('leaving');
  setTimeout(go);
}
