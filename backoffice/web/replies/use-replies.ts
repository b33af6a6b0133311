import { useDebouncedValue } from '@mantine/hooks';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { FilledReply, ReplyBody, ReplyDetail, ReplyList, ReplyView } from '../../contracts/replies.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['replies'] as const;
const PAGE_ROWS = 50;
/** While one types, the server is asked only when one pauses. */
const PAUSE_MS = 200;

type Asked = { readonly view: ReplyView; readonly words: string; readonly after?: string | undefined };

function search({ view, words, after }: Asked): Promise<ReplyList> {
  const body = { view, words, limit: PAGE_ROWS, ...(after !== undefined && { after }) };
  return api.post<ReplyList>('/replies/search', body);
}

/** The replies of one view by name, page after page, asked for again as soon as one changes. */
export function useReplies(view: ReplyView, text: string) {
  useLive(KEY);
  const [words] = useDebouncedValue(text.trim(), PAUSE_MS);
  return useInfiniteQuery({
    queryKey: [...KEY, 'list', view, words],
    queryFn: ({ pageParam }) => search({ view, words, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextAfter }) => nextAfter ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The first replies in use with these words in their name. `isSettled`: they are those of what is typed now. */
export function useReplyChoices(text: string) {
  const [words] = useDebouncedValue(text.trim(), PAUSE_MS);
  const choices = useQuery({
    queryKey: [...KEY, 'choices', words],
    queryFn: () => search({ view: 'in-use', words }),
    placeholderData: keepPreviousData,
  });
  return { ...choices, isSettled: words === text.trim() && !choices.isPlaceholderData };
}

/** One reply with its versions, part after part. */
export function useReply(id: string) {
  useLive(KEY);
  return useInfiniteQuery({
    queryKey: [...KEY, 'detail', id],
    queryFn: ({ pageParam, signal }) =>
      api.get<ReplyDetail>(pathOf(id), { query: { before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ earlierBefore }) => earlierBefore ?? undefined,
  });
}

/** A version with the values of a conversation. */
export function useFillReply(conversationId: string) {
  return useMutation({
    mutationFn: (versionId: string) =>
      api.get<FilledReply>(`/conversations/${encodeURIComponent(conversationId)}/replies/${versionId}`),
  });
}

function useChange<Body>(change: (body: Body) => Promise<ReplyDetail>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Whoever was too late sees how it stands.
    onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useStartReply() {
  return useChange((body: ReplyBody) => api.post<ReplyDetail>('/replies', body));
}

export function useProposeVersion(id: string) {
  return useChange((body: { readonly text: string }) =>
    api.post<ReplyDetail>(`${pathOf(id)}/versions`, body),
  );
}

export function useRename(id: string) {
  return useChange((name: string) => api.put<ReplyDetail>(`${pathOf(id)}/name`, { name }));
}

export function useApprove(id: string) {
  return useChange((number: number) => api.post<ReplyDetail>(`${pathOf(id)}/versions/${number}/approve`));
}

export function useWithdraw(id: string) {
  return useChange(({ number, reason }: { readonly number: number; readonly reason: string }) =>
    api.post<ReplyDetail>(`${pathOf(id)}/versions/${number}/withdraw`, { reason }),
  );
}

function pathOf(id: string): string {
  return `/replies/${encodeURIComponent(id)}`;
}
