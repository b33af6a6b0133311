import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BarrioBody,
  BarrioList,
  BarrioMapView,
  BarrioView,
  GeoJsonBody,
  GeoJsonResult,
  MergeBody,
  NewBarrioBody,
} from '../../contracts/barrios.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const LIST = ['settings', 'barrios'] as const;
const MAP = ['settings', 'barrios', 'map'] as const;

/** Every barrio and sector, in use or not. */
export function useBarrios() {
  useLive(['settings']);
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => api.get<BarrioList>('/settings/barrios', { signal }),
  });
}

/** What the map draws, and the shapes that are stored. */
export function useBarrioMap() {
  return useQuery({
    queryKey: MAP,
    queryFn: ({ signal }) => api.get<BarrioMapView>('/settings/barrios/map', { signal }),
  });
}

/** Adds a place, or changes one when it has an id. */
export function useSaveBarrio() {
  return useChange((change: { readonly id: string | null; readonly body: BarrioBody | NewBarrioBody }) =>
    change.id === null
      ? api.post<BarrioView>('/settings/barrios', change.body)
      : api.put<BarrioView>(`/settings/barrios/${change.id}`, change.body),
  );
}

/** Makes a place another name of a second one. */
export function useMergeBarrio() {
  return useChange(({ id, body }: { readonly id: string; readonly body: MergeBody }) =>
    api.post<BarrioView>(`/settings/barrios/${id}/merge`, body),
  );
}

/** Looks at a file of shapes, or stores it when it was confirmed. */
export function useGeoJson() {
  return useChange((body: GeoJsonBody) => api.post<GeoJsonResult>('/settings/barrios/geojson', body));
}

function useChange<Change, Answer>(change: (given: Change) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: LIST }),
  });
}
