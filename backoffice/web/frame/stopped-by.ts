import type { WhatsAppView } from '../../contracts/channels.ts';
import { t } from '../words.ts';

type StoppedBy = NonNullable<NonNullable<WhatsAppView['sending']>['by']>;

/** Who stopped the sending and why, in sentences; '' where neither is known. */
export function stoppedByWords({ name, cause, note }: StoppedBy): string {
  const who = name === null ? null : t('console.channels.stoppedBy', { name });
  const named = cause === 'other' ? note : cause && t(`console.channels.cause.${cause}`);
  const why = named === null ? null : t('console.channels.stoppedWhy', { cause: named });
  return [who, why].filter((words) => words !== null).join(' ');
}
