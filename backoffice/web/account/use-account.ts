import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AccountView,
  OpenSessionList,
  PasswordBody,
  PreparedSecondFactor,
  ProofBody,
  RecoveryCodesView,
} from '../../contracts/account.ts';
import { api } from '../api.ts';

const KEY = ['account'] as const;
const SESSIONS_KEY = ['account', 'sessions'] as const;

/** One's own account. */
export function useAccount() {
  return useQuery({
    queryKey: [...KEY, 'own'],
    queryFn: ({ signal }) => api.get<AccountView>('/account', { signal }),
  });
}

/** One's open sessions. */
export function useSessions() {
  return useQuery({
    queryKey: SESSIONS_KEY,
    queryFn: ({ signal }) => api.get<OpenSessionList>('/account/sessions', { signal }),
  });
}

/** Something about one's account is changed; all that is shown of it is asked for again. */
function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: what asked may be gone once the news is there, and would not tell how it went.
    onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useChangePassword() {
  return useChange((body: PasswordBody) => api.post('/account/password', body));
}

/** Asks for a secret. Nothing is shown again for it: the account has not changed yet. */
export function usePrepareSecondFactor() {
  return useMutation({
    mutationFn: (password: string) => api.post<PreparedSecondFactor>('/account/second-factor', { password }),
  });
}

/** Whoever asks decides when the account is shown anew: the recovery codes must be seen first. */
export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) => api.post<RecoveryCodesView>('/account/second-factor/confirm', { code }),
  });
}

export function useRemoveSecondFactor() {
  return useChange((proof: ProofBody) => api.post('/account/second-factor/remove', proof));
}

export function useRenewRecoveryCodes() {
  return useChange((proof: ProofBody) => api.post<RecoveryCodesView>('/account/recovery-codes', proof));
}

export function useEndSession() {
  return useChange((sessionId: string) => api.delete(`/account/sessions/${encodeURIComponent(sessionId)}`));
}

export function useEndOtherSessions() {
  return useChange(() => api.post('/account/sessions/end-others'));
}
