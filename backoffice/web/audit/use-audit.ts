import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { AuditFacets, AuditPage, AuditVerdictView } from '../../contracts/audit.ts';
import { api } from '../api.ts';
import { useFilters } from '../frame/filters.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the audit is narrowed by, as it stands in the address: days, codes and ids. */
export function useAuditFilters() {
  return useFilters({
    desde: DAY,
    hasta: DAY,
    quien: /^[\w-]{1,64}$/,
    accion: /^[a-z][a-z-]*\.[a-z][a-z-]*$/,
    sobre: /^[a-z][a-z-]*(\/[\w.-]{1,64})?$/,
  });
}

type Filters = ReturnType<typeof useAuditFilters>[0];

/** The filter in the words of the API; what is empty is not said. */
export function toQuery({ desde, hasta, quien, accion, sobre }: Filters): Readonly<Record<string, string>> {
  const all = { from: desde, to: hasta, actor: quien, action: accion, subject: sobre };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** The lines of a filter, newest first, a page more whenever somebody asks for it. */
export function useAuditLines(filters: Filters) {
  const query = toQuery(filters);
  return useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api.get<AuditPage>('/audit', { signal, query: { ...query, cursor: pageParam } }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** What there is to filter by. */
export function useAuditFacets() {
  return useQuery({
    queryKey: ['audit', 'facets'],
    queryFn: ({ signal }) => api.get<AuditFacets>('/audit/facets', { signal }),
  });
}

/** Looks at the whole chain, when somebody asks for it: it reads every line. */
export function useVerify() {
  return useMutation({ mutationFn: () => api.get<AuditVerdictView>('/audit/verify') });
}
