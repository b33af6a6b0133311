import type { z } from 'zod';
import type { Translate } from '../../locales/translate.ts';
import type { VencimientoView } from '../contracts/pqrs.ts';
import { type Html, html } from './html.ts';

type Vencimiento = z.infer<typeof VencimientoView>;

/** Where the term stands, in words first: the colour only repeats them. */
export function renderVencimiento(vencimiento: Vencimiento, t: Translate): Html {
  return html`<span class="chip ${vencimiento.kind}">${wordsOfVencimiento(vencimiento, t)}</span>`;
}

function wordsOfVencimiento(vencimiento: Vencimiento, t: Translate): string {
  switch (vencimiento.kind) {
    case 'none':
    case 'answered':
    case 'today':
      return t(`console.vencimiento.${vencimiento.kind}`);
    case 'overdue':
      return overdueWords(vencimiento.businessDays, t);
    default:
      return vencimiento.businessDays === 1
        ? t('console.vencimiento.leftOne')
        : t('console.vencimiento.leftMany', { days: vencimiento.businessDays });
  }
}

/** On the weekend after the last day there is nothing to count yet, and still the term is over. */
function overdueWords(days: number, t: Translate): string {
  if (days === 0) {
    return t('console.vencimiento.overdue');
  }
  return days === 1 ? t('console.vencimiento.overdueOne') : t('console.vencimiento.overdueMany', { days });
}
