import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PqrsList } from '../../contracts/pqrs.ts';
import { api } from '../api.ts';
import type { ListFilter } from '../lists/use-views.ts';
import { useLiveChange } from '../live.ts';

const PAGE_ROWS = 50;
/** So far down, whoever reads would lose the place if rows moved. */
const TOP_PX = 200;

/**
 * The list, page after page by the place of its last row, so that no row is shown twice or skipped.
 *
 * What changes meanwhile is taken in at once while the reader is at the beginning; further down it waits until the
 * reader asks for it (`hasChanges`, `refresh`).
 */
export function usePqrsList(filters: ListFilter) {
  const [hasChanges, setHasChanges] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['pqrs', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<PqrsList>('/pqrs', { query: { ...filters, cursor: pageParam, limit: PAGE_ROWS }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchOnWindowFocus: false,
  });
  const refresh = () => {
    setHasChanges(false);
    void list.refetch();
  };
  const isAtTop = () =>
    window.scrollY < TOP_PX && (list.data?.pages.length ?? 0) <= 1 && !list.isFetchingNextPage;
  useLiveChange(['pqrs'], () => (isAtTop() ? refresh() : setHasChanges(true)));
  return { ...list, items: list.data?.pages.flatMap(({ items }) => items) ?? [], hasChanges, refresh };
}
