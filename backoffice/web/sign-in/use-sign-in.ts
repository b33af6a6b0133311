import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SecondStepBody, SignInAnswer, SignInBody } from '../../contracts/session.ts';
import { api } from '../api.ts';
import { tellOtherTabs } from '../other-tabs.ts';
import { queryClient, renewSession } from '../query-client.ts';
import { ownPath } from '../return-path.ts';
import { SESSION_KEY } from '../session-query.ts';

/** The first step. */
export function useEnter() {
  return useMutation({ mutationFn: (body: SignInBody) => api.post<SignInAnswer>('/session', body) });
}

/** The second step. */
export function useConfirm() {
  return useMutation({
    mutationFn: (body: SecondStepBody) => api.post<SignInAnswer>('/session/second-step', body),
  });
}

/** Asks again who is signed in, in every tab of this browser, after something about it has changed. */
export async function renewEverywhere(): Promise<void> {
  await renewSession();
  tellOtherTabs('changed');
}

/** The same for somebody who comes in by a link, whoever was signed in here before. */
export async function enterAnew(): Promise<void> {
  queryClient.setQueryData(SESSION_KEY, null);
  await renewEverywhere();
}

/** What the address of the sign-in says: where to go afterwards, and whether one has just left. */
export function useDoorSearch(): { readonly returnTo: string; readonly hasLeft: boolean } {
  const { volver, salida }: { readonly volver?: unknown; readonly salida?: unknown } = useSearch({
    strict: false,
  });
  return { returnTo: ownPath(volver), hasLeft: salida !== undefined };
}

/** Goes to an address of the console that may have a search. */
export function useEnterAt(): (address: string) => void {
  const navigate = useNavigate();
  return (address) => {
    const { pathname, searchParams } = new URL(address, location.origin);
    void navigate({ to: pathname, search: Object.fromEntries(searchParams), replace: true });
  };
}
