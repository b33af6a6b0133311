import { useQuery } from '@tanstack/react-query';
import type { Permission } from '../contracts/permission.ts';
import type { SessionView } from '../contracts/session.ts';
import { sessionQuery } from './session-query.ts';

/** Who is signed in. Only for screens that a stranger never sees: without a session it throws. */
export function useSession(): SessionView {
  const session = useOptionalSession();
  if (!session) {
    throw new Error('A screen for colleagues was shown to nobody');
  }
  return session;
}

/** Who is signed in, or null: for what strangers see too. */
export function useOptionalSession(): SessionView | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Says whether whoever is signed in may do something; what one may not do is not shown. */
export function useMay(permission: Permission): boolean {
  return useOptionalSession()?.permissions.includes(permission) ?? false;
}
