import type { GivenUpItem, LedgerItem } from '../../contracts/outbox.ts';
import { isWordKey, t, type WordKey } from '../words.ts';

type Told = Pick<LedgerItem, 'status' | 'reason'>;

/** Why a message did not leave; null for one that did. */
export function reasonWords({ status, reason }: Told): string | null {
  switch (status) {
    case 'failed':
      return said(`sending.fail.${reason}`, 'sending.fail.other');
    case 'skipped':
      return said(`sending.skip.${reason}`, 'sending.fail.other');
    case 'expired':
      return t('sending.expired');
    default:
      return null;
  }
}

/** Why something that came in was set apart before it had a conversation. */
export function setApartWords(reason: string): string {
  return said(`console.channels.givenUp.${reason}`, 'console.channels.givenUp.refused');
}

/** Why something may not be tried again; null for what may. */
export function verdictWords(verdict: GivenUpItem['retry']): string | null {
  return verdict === 'allowed' ? null : t(`console.channels.verdict.${verdict}`);
}

type ReasonKey = Extract<WordKey, `sending.${string}` | `console.channels.givenUp.${string}`>;

/** The words of a code of the server; others for a code that is newer than this page. */
function said(key: string, otherwise: ReasonKey): string {
  return isReason(key) ? t(key) : t(otherwise);
}

function isReason(key: string): key is ReasonKey {
  return isWordKey(key);
}
