import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PeopleList, PeopleScope, PersonDetail } from '../../contracts/people.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const PAGE_ROWS = 50;

/** People page after page by the place of the last one; what changes is what they file. */
export function usePeople(scope: PeopleScope) {
  return useInfiniteQuery({
    queryKey: ['people', scope],
    queryFn: ({ pageParam, signal }) =>
      api.get<PeopleList>('/people', { query: { scope, cursor: pageParam, limit: PAGE_ROWS }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchOnWindowFocus: false,
  });
}

/** One person, read again as soon as one of their PQRS may have changed. */
export function usePerson(id: string) {
  useLive(['pqrs']);
  return useQuery({
    queryKey: ['pqrs', 'person', id],
    queryFn: ({ signal }) => api.get<PersonDetail>(`/people/${encodeURIComponent(id)}`, { signal }),
  });
}
