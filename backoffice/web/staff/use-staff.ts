import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AbsenceBody, AbsenceList, AbsenceView } from '../../contracts/absence.ts';
import type {
  HandedLinkView,
  InvitationBody,
  StaffBody,
  StaffList,
  StaffView,
} from '../../contracts/staff.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['staff'] as const;

/** The team, asked for again as soon as it changes. */
export function useTeam() {
  useLive(['staff']);
  return useQuery({
    queryKey: [...KEY, 'team'],
    queryFn: ({ signal }) => api.get<StaffList>('/staff', { signal }),
  });
}

/** The absences of the last months and those to come. */
export function useAbsences() {
  return useQuery({
    queryKey: [...KEY, 'absences'],
    queryFn: ({ signal }) => api.get<AbsenceList>('/absences', { signal }),
  });
}

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: what asked may be gone once the news is there, and would not tell how it went.
    onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useInvite() {
  return useChange((body: InvitationBody) => api.post<HandedLinkView>('/invitations', body));
}

/** Another link for somebody who is invited: the one before is void. */
export function useInviteAgain() {
  return useChange((staffId: string) => api.post<HandedLinkView>(`${pathOf(staffId)}/invitation`));
}

/** A link to another password: the one before is void. */
export function useMakePasswordLink() {
  return useChange((staffId: string) => api.post<HandedLinkView>(`${pathOf(staffId)}/password-link`));
}

export function useChangeMember(staffId: string) {
  return useChange((body: StaffBody) => api.put<StaffView>(pathOf(staffId), body));
}

export function useDeactivate() {
  return useChange((staffId: string) => api.post<StaffView>(`${pathOf(staffId)}/deactivate`));
}

export function useReactivate() {
  return useChange((staffId: string) => api.post<StaffView>(`${pathOf(staffId)}/reactivate`));
}

export function useRecordAbsence() {
  return useChange((body: AbsenceBody) => api.post<AbsenceView>('/absences', body));
}

export function useEndAbsence() {
  return useChange((id: string) => api.post<AbsenceView>(`/absences/${encodeURIComponent(id)}/end`));
}

function pathOf(staffId: string): string {
  return `/staff/${encodeURIComponent(staffId)}`;
}
