import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ViewItem, ViewListView } from '../../contracts/views.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['views'] as const;

/** The lists that can be saved with a filter. */
export type ListName = ViewItem['list'];

/** A filter as the API has it: codes and days. */
export type ListFilter = Readonly<Record<string, string | undefined>>;

/** One's own views of a list and the shared ones. */
export function useViews(list: ListName) {
  useLive(['views']);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<ViewListView>('/views', { signal }),
    select: ({ items }) => items.filter((view) => view.list === list),
  });
}

type NewView = {
  readonly list: ListName;
  readonly name: string;
  readonly filter: ListFilter;
  readonly shared: boolean;
};

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: NewView) => api.post<ViewItem>('/views', view),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/views/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
