import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FiguresQuery, FiguresView, TeamBody, TeamsView, TeamView } from '../../contracts/teams.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['teams'] as const;

/** How long figures are left as they are: they move with every conversation. */
const FIGURES_MS = 30_000;

/** The teams, asked for again as soon as one changes, and as colleagues come and go. */
export function useTeams() {
  useLive(KEY);
  return useQuery({
    queryKey: [...KEY, 'all'],
    queryFn: ({ signal }) => api.get<TeamsView>('/teams', { signal }),
  });
}

/** How it goes, as of half a minute ago at most. */
export function useFigures(period: FiguresQuery['period']) {
  useLive(KEY);
  return useQuery({
    queryKey: [...KEY, 'figures', period],
    queryFn: ({ signal }) => api.get<FiguresView>('/teams/figures', { query: { period }, signal }),
    refetchInterval: FIGURES_MS,
  });
}

function useChange<Body>(change: (body: Body) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: what asked may be gone once the news is there, and would not tell how it went.
    onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Makes a team, or changes the one that was read. */
export function useSaveTeam(team: TeamView | null) {
  return useChange((body: TeamBody) =>
    team === null
      ? api.post('/teams', body)
      : api.put(`/teams/${team.id}`, { ...body, version: team.version }),
  );
}

export function useMoveTeam() {
  return useChange(({ id, place }: { readonly id: string; readonly place: number }) =>
    api.post(`/teams/${id}/move`, { place }),
  );
}

export function useArchiveTeam() {
  return useChange((id: string) => api.delete(`/teams/${id}`));
}
