import type { ChannelPort } from '../../outbox/channel-port.ts';

/**
 * The web channel sends by telling whoever listens that the conversation has grown.
 *
 * Browsers read the conversation by their own cursor, so a message told twice is still seen once, and one that
 * nobody listens to is found at the next visit.
 */
export function createWebPort(listeners: { readonly tell: (conversationId: string) => void }): ChannelPort {
  return {
    channel: 'web',
    send: async ({ conversationId }) => {
      listeners.tell(conversationId);
      return { providerId: null };
    },
  };
}
