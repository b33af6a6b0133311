import type { PersonItem } from '../../contracts/people.ts';
import { isWordKey, t } from '../words.ts';

/** Where somebody writes from: 'WhatsApp 57300•••••33, Página web'. */
export function addressWords(addresses: PersonItem['addresses']): string {
  return addresses
    .map(({ channel, masked }) =>
      masked === null ? channelWords(channel) : `${channelWords(channel)} ${masked}`,
    )
    .join(', ');
}

/** What a channel is called. */
export function channelWords(channel: string): string {
  const key = `console.channel.${channel}`;
  switch (key) {
    case 'console.channel.web':
    case 'console.channel.whatsapp':
    case 'console.channel.terminal':
    case 'console.channel.console':
      return isWordKey(key) ? t(key) : channel;
    default:
      return channel;
  }
}
