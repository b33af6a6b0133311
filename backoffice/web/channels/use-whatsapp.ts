import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SendingBody, WhatsAppBody, WhatsAppView } from '../../contracts/channels.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';

const KEY = ['channels', 'whatsapp'] as const;

/** A code lives for seconds: while a phone is being linked, nobody may wait for the news of it. */
const MOVING_MS = 3_000;

/** Where the number stands, asked again as soon as it changes, and often while it is about to. */
export function useWhatsApp() {
  useLive(['channels']);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<WhatsAppView>('/channels/whatsapp', { signal }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  });
}

/** Asks something of the number; what is shown afterwards is what the server answered. */
export function useAsk() {
  return useChange((body: WhatsAppBody) => api.post<WhatsAppView>('/channels/whatsapp', body));
}

/** Stops what Vecino sends by itself, or lets it go on. */
export function useSending() {
  return useChange((body: SendingBody) => api.post<WhatsAppView>('/channels/whatsapp/sending', body));
}

function useChange<Body>(change: (body: Body) => Promise<WhatsAppView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      client.setQueryData(KEY, view);
      void client.invalidateQueries({ queryKey: ['channels', 'troubles'] });
    },
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Something is about to change by itself. */
function isMoving({ state, request, attended }: WhatsAppView): boolean {
  return attended && (request !== 'none' || state === 'pairing' || state === 'connecting');
}
