import type { OutgoingContent } from '../../../domain/messages/content.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { ChannelPort } from '../../outbox/channel-port.ts';

/** The terminal channel writes a message, its options and the names of its files as lines. */
export function createTerminalPort(write: (text: string) => void, t: Translate): ChannelPort {
  return {
    channel: 'terminal',
    send: async ({ content }) => {
      write(`${renderLines(content, t)}\n`);
      return { providerId: null };
    },
  };
}

/** The words, then each option with its number, as on a phone without buttons. */
function renderLines({ text, options, attachments }: OutgoingContent, t: Translate): string {
  const lines = [
    ...(text === '' && attachments.length > 0 ? [] : [text]),
    ...options.map(({ title }, index) => `  ${index + 1}. ${title}`),
    ...attachments.map(({ name }) => t('terminal.file', { name })),
  ];
  return lines.join('\n');
}
