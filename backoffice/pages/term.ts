import type { z } from 'zod';
import type { FestivoName } from '../../domain/calendar/festivos.ts';
import type { Translate } from '../../locales/translate.ts';
import type { TermDayView, TermView } from '../contracts/pqrs.ts';
import { renderDay } from './format.ts';
import type { PageWords } from './frame.ts';
import { type Html, html } from './html.ts';

type Term = z.infer<typeof TermView>;
type TermDay = z.infer<typeof TermDayView>;

/** The count of a legal term day by day, folded away until somebody doubts the date. */
export function renderTerm(term: Term, { t, locale }: Pick<PageWords, 't' | 'locale'>): Html {
  let counted = 0;
  const rows = term.days.map((day) => {
    counted += day.counted ? 1 : 0;
    return html`<tr${day.counted ? null : html` class="off"`}>
<th scope="row">${renderDay(day.on, locale)}</th>
<td>${day.counted ? counted : t('console.term.notCounted')}</td>
<td>${reasonWords(day.reason, t)}</td></tr>`;
  });
  return html`<details><summary>${t('console.term.summary', { days: term.businessDays })}</summary>
<p>${t('console.term.article', { article: term.article, rule: term.ruleVersion })}</p>
${term.matchesPromise ? null : html`<p><strong>${t('console.term.changed')}</strong></p>`}
<div class="scroll" role="region" aria-label="${t('console.term.caption')}" tabindex="0">
<table class="term"><caption>${t('console.term.caption')}</caption>
<thead><tr><th scope="col">${t('console.term.day')}</th><th scope="col">${t('console.term.number')}</th>
<th scope="col">${t('console.term.reason')}</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

function reasonWords(reason: TermDay['reason'], t: Translate): string {
  switch (reason.kind) {
    case 'festivo':
      return t('console.term.festivo', { name: t(`console.festivo.${reason.name as FestivoName}`) });
    case 'local':
      return t('console.term.local', { act: reason.act });
    default:
      return t(`console.term.${reason.kind}`);
  }
}
