import type { OutgoingContent } from '../../../domain/messages/content.ts';
import type { ChannelPort } from '../../outbox/channel-port.ts';

/** The terminal channel writes a message and its options as lines. */
export function createTerminalPort(write: (text: string) => void): ChannelPort {
  return {
    channel: 'terminal',
    send: async ({ content }) => {
      write(`${renderLines(content)}\n`);
      return { providerId: null };
    },
  };
}

/** The words, then each option with its number, as on a phone without buttons. */
function renderLines({ text, options }: OutgoingContent): string {
  return [text, ...options.map(({ title }, index) => `  ${index + 1}. ${title}`)].join('\n');
}
