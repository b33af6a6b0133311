import { renderAnnexes } from './annexes.ts';
import { renderConversation } from './conversation.ts';
import type { DetailPage } from './detail-page.ts';
import { formatPoint, renderDay, renderInstant } from './format.ts';
import { CONSOLE_PATH, renderFrame } from './frame.ts';
import { type Html, html } from './html.ts';
import { petitionerOf } from './petitioner.ts';
import { renderTerm } from './term.ts';
import { renderVencimiento } from './vencimiento.ts';

/** One PQRS: what is asked, until when, with which annexes, and what was said. */
export function renderPqrsDetailPage(page: DetailPage): Html {
  const { t, detail } = page;
  const content = html`<p><a href="${CONSOLE_PATH}">${t('console.detail.back')}</a></p>
<div class="title"><h1>${detail.radicado}</h1> ${renderVencimiento(detail.vencimiento, t)}</div>
<div class="columns">
${renderDescription(page)}
<div class="side">
${renderDeadline(page)}
${renderFacts(page)}
${renderAnnexes(page)}
</div>
${renderConversation(page)}
</div>`;
  return renderFrame({ ...page, title: detail.radicado, content });
}

function renderDescription({ t, detail }: DetailPage): Html {
  const body = detail.reserved
    ? html`<p><strong>${t('console.reserved')}</strong></p><p class="soft">${t('console.reserved.why')}</p>`
    : html`<p class="words" dir="auto">${detail.description}</p>`;
  return html`<section class="card asked" aria-labelledby="que-pide"><h2 id="que-pide">${t('console.detail.description')}</h2>
${body}</section>`;
}

function renderDeadline({ t, locale, detail }: DetailPage): Html {
  const { dueOn, internalDueOn } = detail;
  const dates =
    dueOn === null
      ? html`<p>${t('console.detail.noTerm')}</p>`
      : html`<dl>
<dt>${t('console.detail.dueOn')}</dt><dd><strong>${renderDay(dueOn, locale)}</strong></dd>
${
  internalDueOn &&
  html`<dt>${t('console.detail.internalDueOn')}</dt>
<dd>${renderDay(internalDueOn, locale)}<br><span class="soft">${t('console.detail.internalWhy')}</span></dd>`
}
</dl>`;
  return html`<section class="card" aria-labelledby="plazo"><h2 id="plazo">${t('console.detail.deadline')}</h2>
${dates}
${detail.term && renderTerm(detail.term, { t, locale })}</section>`;
}

function renderFacts({ t, locale, detail }: DetailPage): Html {
  const personal = (value: string | null) => (detail.reserved ? t('console.reserved') : value);
  const facts: readonly (readonly [string, Html | string | null])[] = [
    [t('console.detail.status'), t(`console.status.${detail.status}`)],
    [t('console.detail.kind'), t(`console.kind.${detail.kind}`)],
    [t('console.detail.regime'), t(`console.regime.${detail.regime}`)],
    [t('console.detail.received'), renderInstant(detail.receivedAt, locale)],
    [t('console.detail.channel'), t(`console.channel.${detail.channel}`)],
    [t('console.detail.petitioner'), personal(petitionerOf(detail, t))],
    [t('console.detail.barrio'), personal(detail.barrio)],
    [t('console.detail.location'), personal(detail.location && formatPoint(detail.location))],
    [t('console.detail.account'), personal(detail.accountNumber)],
  ];
  return html`<section class="card" aria-labelledby="datos"><h2 id="datos">${t('console.detail.facts')}</h2>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value ?? t('console.none')}</dd>`)}</dl></section>`;
}
