import type { DetailPage } from './detail-page.ts';
import { formatBytes } from './format.ts';
import { type Html, html } from './html.ts';

type Annex = DetailPage['detail']['annexes'][number];

/** The files that came with a PQRS; they are downloaded, never shown in the page. */
export function renderAnnexes(page: DetailPage): Html {
  const { t, detail } = page;
  const list =
    detail.annexes.length === 0
      ? html`<p>${t('console.annexes.none')}</p>`
      : html`<ul class="annexes">${detail.annexes.map((annex) => renderAnnex(annex, page))}</ul>`;
  return html`<section class="card" aria-labelledby="anexos"><h2 id="anexos">${t('console.annexes.title')}</h2>
${list}</section>`;
}

function renderAnnex(annex: Annex, { t, locale, detail }: DetailPage): Html {
  if (annex.reserved) {
    return html`<li>${t('console.reserved')}</li>`;
  }
  const name = annex.name ?? '';
  const size = t('console.annexes.size', { type: annex.mimeType, size: formatBytes(annex.bytes, locale) });
  const words =
    annex.status === 'ready'
      ? html`<a href="/api/v1/pqrs/${detail.radicado}/annexes/${annex.fileId}">${t('console.annexes.download', { name })}</a>`
      : html`<span>${name}</span>`;
  const why = whyNot(annex, t);
  const note = why === null ? null : html`<br>${why}`;
  return html`<li>${words}${note}<br><span class="soft">${size}</span></li>`;
}

/** Why a file cannot be opened, or not yet; null when it can. */
function whyNot({ status, rejection }: Annex, t: DetailPage['t']): string | null {
  if (rejection !== null) {
    return t(`console.rejection.${rejection}`);
  }
  return status === 'ready' ? null : t(`console.annexes.${status}`);
}
