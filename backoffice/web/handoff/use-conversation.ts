import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { useLiveChange } from '../live.ts';
import { mergeEarlier, mergeLatest } from './merge-lines.ts';
import { hearServerTime, type ServerTime } from './server-now.ts';
import { usePaced } from './use-paced.ts';

const PAUSE_MS = 250;

/** One conversation with all lines of it that were read so far. */
export type Talk = InboxDetail & { readonly time: ServerTime };

const keyOf = (id: string) => ['conversations', 'detail', id] as const;

/** One conversation as it is, line by line as they come. */
export function useConversation(id: string) {
  const client = useQueryClient();
  const talk = useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }): Promise<Talk> => {
      const detail = await readPart(id, { signal });
      const known = client.getQueryData<Talk>(keyOf(id));
      return { ...detail, ...mergeLatest(known, detail), time: hearServerTime(detail.now) };
    },
    // What is told of its deliveries while nobody looks marks nothing.
    staleTime: 0,
  });
  const ask = usePaced(() => talk.refetch(), PAUSE_MS);
  useLiveChange(['conversations', 'deliveries'], (_kind, subjects) => {
    if (subjects === null || subjects.has(id)) {
      ask();
    }
  });
  return talk;
}

/** Reads the part before the lines that are known. */
export function useEarlier(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (after: number) => readPart(id, { after }),
    onSuccess: (part) =>
      client.setQueryData<Talk>(keyOf(id), (known) => known && { ...known, ...mergeEarlier(known, part) }),
  });
}

function readPart(
  id: string,
  { after, signal }: { readonly after?: number; readonly signal?: AbortSignal },
): Promise<InboxDetail> {
  return api.get<InboxDetail>(`/conversations/${encodeURIComponent(id)}`, {
    query: { after },
    ...(signal && { signal }),
  });
}
