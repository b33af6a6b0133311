import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { readPresence, usePresence } from '../presence.ts';
import { queryClient } from '../query-client.ts';
import { SESSION_KEY } from '../session-query.ts';
import { t } from '../words.ts';
import { notify } from './notify.tsx';

/** So long the first screen has the line for itself; afterwards the way back in is at hand, even if it then breaks. */
const FETCHED_AFTER_MS = 3_000;

const EnterAgain = lazy(() =>
  import('../sign-in/enter-again.tsx').then(({ EnterAgain: part }) => ({ default: part })),
);

/**
 * What happens on the page when the session ends: it stays as it is under a dialog that lets one enter again.
 *
 * Then everything that is shown is asked for again. Nothing that was being saved is saved by itself.
 */
export function SessionEnded() {
  const isEnded = usePresence() === 'ended';
  const [isAtHand, setAtHand] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtHand(true), isEnded ? 0 : FETCHED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isEnded]);
  useLayoutEffect(holdKeys, []);
  useEffect(() => (isEnded ? goOn : undefined), [isEnded]);
  return <Suspense fallback={null}>{isAtHand && <EnterAgain />}</Suspense>;
}

/** Runs when it has ended no more; a page that goes elsewhere then is nobody's to renew. */
function goOn(): void {
  if (readPresence() !== 'here') {
    return;
  }
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== SESSION_KEY[0] });
  notify(t('console.session.back'));
}

/**
 * Keeps the keys of the page from what lies under the dialog: Escape would close a form there with all that was typed.
 *
 * It listens before any dialog of the page does, from the first drawing on.
 */
function holdKeys(): () => void {
  const hold = (event: KeyboardEvent) => {
    const isForPage =
      event.key === 'Escape' || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
    if (isForPage && readPresence() === 'ended') {
      event.stopImmediatePropagation();
    }
  };
  globalThis.addEventListener('keydown', hold, { capture: true });
  return () => globalThis.removeEventListener('keydown', hold, { capture: true });
}
