import { compare, localDateOf } from '../../../../domain/calendar/local-date.ts';
import { termOf } from '../../../../domain/pqrs/peticion.ts';
import type { Annex, Pqrs } from '../../../../domain/pqrs/pqrs.ts';
import { isUnanswered } from '../../../../domain/pqrs/vencimiento.ts';
import { formatDay, formatTime } from '../../../../locales/dates.ts';
import type { Locale } from '../../../../locales/translate.ts';
import type { DocumentKeys } from './document-keys.ts';
import { type Html, html } from './html.ts';
import type { Page, Site } from './layout.ts';

/** What the page of one PQRS is made with. */
export type Found = {
  readonly pqrs: Pqrs;
  readonly now: Date;
  readonly locale: Locale;
  readonly keys: DocumentKeys;
};

/**
 * Where a PQRS stands, for whoever proved its code: state, next step, dates and documents.
 *
 * Neither the name, the place, the account nor what was told are on it: the screen may be a borrowed one.
 */
export function statusFoundPage(site: Site, found: Found): Page {
  const { t } = site;
  const { pqrs } = found;
  return {
    path: '/consulta',
    heading: t('public.status.found', { radicado: pqrs.radicado }),
    content: html`
<section class="card state"><h2>${t('public.status.state')}</h2><p>${t(`status.is.${pqrs.status}`)}</p></section>
<section class="card"><h2>${t('public.status.next')}</h2><p>${t(`public.next.${pqrs.status}`)}</p>${renderLate(site, found)}</section>
<section class="card"><h2>${t('public.status.dates')}</h2>${renderDates(site, found)}</section>
<section class="card"><h2>${t('public.status.documents')}</h2>${renderDocuments(site, found)}</section>
<p class="no-print">${t('public.print')}</p>
<p class="no-print">${t('public.status.leave')}</p>
<p class="no-print"><a class="button" href="/consulta">${t('public.status.another')}</a></p>`,
  };
}

function isLate({ pqrs, now }: Found): boolean {
  return pqrs.dueOn !== null && isUnanswered(pqrs.status) && compare(pqrs.dueOn, localDateOf(now)) < 0;
}

function renderLate({ t }: Site, found: Found): Html | null {
  if (!isLate(found)) {
    return null;
  }
  const { silence } = termOf(found.pqrs.kind, found.pqrs);
  return html`<p>${t(silence === 'positive' ? 'public.status.silenceLate' : 'public.status.late')}</p>`;
}

function renderDates({ t }: Site, found: Found): Html {
  const { pqrs, now, locale } = found;
  const at = (instant: Date) =>
    t('public.status.receivedAt', {
      day: formatDay(localDateOf(instant), locale),
      time: formatTime(instant, locale),
    });
  return html`<dl>
<dt>${t('public.status.kind')}</dt><dd>${t(`pqrs.name.${pqrs.kind}`)}</dd>
<dt>${t('public.status.received')}</dt><dd>${at(pqrs.receivedAt)}</dd>
<dt>${t('public.status.due')}</dt><dd>${dueWords({ t }, found)}</dd>
<dt>${t('public.status.asked')}</dt><dd>${at(now)}</dd>
</dl>`;
}

function dueWords({ t }: Pick<Site, 't'>, found: Found): string {
  const { dueOn } = found.pqrs;
  if (dueOn === null) {
    return t('pqrs.acuseNoTerm');
  }
  const day = formatDay(dueOn, found.locale);
  return isLate(found) ? t('public.status.duePassed', { day }) : day;
}

function renderDocuments({ t }: Site, { pqrs, keys }: Found): Html {
  if (pqrs.annexes.length === 0) {
    return html`<p>${t('public.status.documentsNone')}</p>`;
  }
  const items = pqrs.annexes.map((annex) => html`<li>${renderDocument(annex)}</li>`);
  return html`<ul class="touch">${items}</ul>
<p class="hint no-print">${t('public.status.downloadUntil', { minutes: keys.ttlMinutes })}</p>`;

  function renderDocument({ fileId, name, pending }: Annex): Html {
    if (pending) {
      return html`${name} (${t('public.status.documentPending')})`;
    }
    return html`<span class="print-only">${name}</span><form method="post" action="/consulta/documento">
<input type="hidden" name="llave" value="${keys.sign(fileId)}"><button>${t('public.status.download', { name })}</button></form>`;
  }
}
