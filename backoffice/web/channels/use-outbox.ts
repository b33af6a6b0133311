import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GivenUpPage, LedgerPage, QueueView, RetryBody, RetryResult } from '../../contracts/outbox.ts';
import { api } from '../api.ts';
import { useFilters } from '../frame/filters.ts';
import { useLiveChange } from '../live.ts';

/** The parts of the screen; the first one is shown while the address names none. */
export const TABS = ['numero', 'cola', 'enviados', 'fallidos'] as const;
/** What the ledger may be narrowed to. */
export const CHANNELS = ['todos', 'whatsapp', 'web', 'terminal'] as const;
export const STATUSES = ['todos', 'sent', 'delivered', 'read', 'failed', 'skipped', 'expired'] as const;

/** Which part is shown, and of the ledger which channel and state, as they stand in the address. */
export function useChannelsFilters() {
  return useFilters({ ver: TABS, canal: CHANNELS, estado: STATUSES });
}

/** What waits to be sent, as it stood when it was asked for or a channel changed. */
export function useQueue() {
  return useQuery({
    queryKey: ['channels', 'queue'],
    queryFn: ({ signal }) => api.get<QueueView>('/channels/queue', { signal }),
    staleTime: 0,
  });
}

type Narrowed = { readonly canal: string; readonly estado: string };

/** What became of the messages, page after page. It moves only when somebody asks for it. */
export function useLedger({ canal, estado }: Narrowed) {
  const query = { channel: given(canal), status: given(estado) };
  return useInfiniteQuery({
    queryKey: ['ledger', query],
    queryFn: ({ signal, pageParam }) =>
      api.get<LedgerPage>('/channels/ledger', { signal, query: { ...query, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
}

function given(value: string): string | undefined {
  return value === 'todos' ? undefined : value;
}

/** The messages that did not leave. */
export function useDead() {
  return useInfiniteQuery({
    queryKey: ['channels', 'dead'],
    queryFn: ({ signal, pageParam }) =>
      api.get<LedgerPage>('/channels/dead', { signal, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** What came in and could not be answered. Its conversation goes to a person then, which is what is told. */
export function useGivenUp() {
  const client = useQueryClient();
  useLiveChange(['conversations'], () => {
    void client.invalidateQueries({ queryKey: ['channels', 'given-up'] });
  });
  return useInfiniteQuery({
    queryKey: ['channels', 'given-up'],
    queryFn: ({ signal, pageParam }) =>
      api.get<GivenUpPage>('/channels/given-up', { signal, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Has rows tried again; what stands of all of them is asked for anew, whatever came of it. */
export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<RetryBody>) => api.post<RetryResult>('/channels/retry', body),
    onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }),
  });
}
