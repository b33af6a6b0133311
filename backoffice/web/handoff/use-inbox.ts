import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { InboxItem, InboxList } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { useLiveChange } from '../live.ts';
import type { InboxFilter } from './inbox-filters.tsx';
import { hearServerTime } from './server-now.ts';
import { settleRows } from './settle-rows.ts';
import { useIsTyping } from './use-is-typing.ts';
import { usePaced } from './use-paced.ts';

const PAGE_ROWS = 50;
const PAUSE_MS = 150;

/** The rows of the inbox, page after page, as they change. `open`: the conversation beside them, if one is. */
export function useInbox(filter: InboxFilter, open: InboxItem | null) {
  const list = useInfiniteQuery({
    queryKey: ['conversations', 'list', filter],
    queryFn: ({ pageParam, signal }) => readPage({ ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const refresh = async () => {
    if (list.isFetchingNextPage) {
      await list.fetchNextPage({ cancelRefetch: false });
    }
    await list.refetch();
  };
  const ask = usePaced(refresh, PAUSE_MS);
  useLiveChange(['conversations'], ask);
  const fresh = useMemo(() => rowsOf(list.data?.pages ?? []), [list.data]);
  const items = useSettled(`${filter.view} ${filter.channel} ${filter.topic}`, fresh, open);
  return { ...list, items, time: list.data?.pages.at(-1)?.time };
}

/** A row that moved while the pages were read is in two of them, and is shown once. */
function rowsOf(pages: readonly InboxList[]): readonly InboxItem[] {
  return [...new Map(pages.flatMap(({ items }) => items.map((item) => [item.id, item] as const))).values()];
}

async function readPage(query: InboxFilter & { readonly cursor: string | undefined }, signal: AbortSignal) {
  const page = await api.get<InboxList>('/conversations', { query: { ...query, limit: PAGE_ROWS }, signal });
  return { ...page, time: hearServerTime(page.now) };
}

/** What is shown depends on what was shown: it is settled anew as soon as anything about it is another. */
function useSettled(view: string, fresh: readonly InboxItem[], open: InboxItem | null): readonly InboxItem[] {
  const isTyping = useIsTyping();
  const now = { view, fresh, open, isTyping };
  const [settled, setSettled] = useState({ ...now, items: fresh });
  const isSame = (Object.keys(now) as (keyof typeof now)[]).every((name) => now[name] === settled[name]);
  if (isSame) {
    return settled.items;
  }
  const shown = settled.view === view ? settled.items : [];
  const items = settleRows(shown, fresh, now);
  setSettled({ ...now, items });
  return items;
}
