import { useEffect } from 'react';
import type { SessionView } from '../../contracts/session.ts';
import { SetUp } from './set-up.tsx';
import { useEnterAt } from './use-sign-in.ts';

type Props = { readonly session: SessionView; readonly typedPassword: string };

/** Whoever came in by a link: what they still have to set up, and then the console. */
export function Entered({ session, typedPassword }: Props) {
  const enterAt = useEnterAt();
  const isReady = session.missing.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it becomes ready.
  useEffect(() => {
    if (isReady) {
      enterAt('/');
    }
  }, [isReady]);
  return isReady ? null : <SetUp session={session} typedPassword={typedPassword} />;
}
