import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationsView, ReadBody } from '../../contracts/notifications.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['notifications'] as const;

/** What this colleague is told of, as soon as there is something. */
export function useNotifications() {
  useLive(['notifications']);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<NotificationsView>('/notifications', { signal }),
  });
}

/** Marks some of one's own as read, or all of them. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReadBody) => api.post('/notifications/read', body),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
