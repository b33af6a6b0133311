import type { z } from 'zod';
import type { Translate } from '../../locales/translate.ts';
import type { ConversationLine } from '../contracts/pqrs.ts';
import type { DetailPage } from './detail-page.ts';
import { renderShortInstant } from './format.ts';
import { CONSOLE_PATH } from './frame.ts';
import { type Html, type HtmlValue, html } from './html.ts';

type Line = z.infer<typeof ConversationLine>;

/** What was said, oldest first, or why it is not shown. */
export function renderConversation(page: DetailPage): Html {
  const { t } = page;
  return html`<section class="card talk-card" aria-labelledby="conversacion">
<h2 id="conversacion">${t('console.conversation.title')}</h2>
${renderBody(page)}</section>`;
}

function renderBody(page: DetailPage): HtmlValue {
  const { t, detail } = page;
  const { conversation } = detail;
  if (conversation.access === 'reserved') {
    return html`<p><strong>${t('console.reserved')}</strong></p><p class="soft">${t('console.reserved.why')}</p>`;
  }
  if (conversation.access !== 'open') {
    return html`<p>${t(`console.conversation.${conversation.access}`)}</p>`;
  }
  const lines = conversation.lines.map((line) => renderLine(line, page));
  return [
    lines.length > 0 ? html`<ol class="talk">${lines}</ol>` : html`<p>${t('console.conversation.empty')}</p>`,
    renderParts(page, conversation),
  ];
}

function renderLine(line: Line, { t, locale }: DetailPage): Html {
  return html`<li class="${line.direction}">
<p class="meta"><strong>${whoOf(line, t)}</strong> ${renderShortInstant(line.at, locale)}</p>
${eventWords(line, t)}
${line.text !== '' && html`<p class="words" dir="auto">${line.text}</p>`}
${line.options.length > 0 && html`<p class="soft">${t('console.conversation.options', { options: line.options.join(' · ') })}</p>`}
${line.annexes.length > 0 && line.kind !== 'notice' && html`<p class="soft">${t('console.conversation.annexes', { names: line.annexes.join(', ') })}</p>`}
${line.hasLocation && html`<p class="soft">${t('console.conversation.location')}</p>`}
</li>`;
}

function whoOf({ direction, kind }: Line, t: Translate): string {
  if (kind === 'notice') {
    return t('console.conversation.system');
  }
  return direction === 'in' ? t('console.conversation.citizen') : t('console.conversation.us');
}

/** An event that is not a message says what happened. */
function eventWords({ kind, annexes }: Line, t: Translate): Html | null {
  if (kind === 'notice') {
    return html`<p class="soft">${t('console.conversation.notice', { names: annexes.join(', ') })}</p>`;
  }
  if (kind === 'joined' || kind === 'edit' || kind === 'delete' || kind === 'reaction') {
    return html`<p class="soft">${t(`console.conversation.${kind}`)}</p>`;
  }
  return null;
}

type Parts = { readonly earlierAfter: number | null; readonly laterAfter: number | null };

function renderParts({ t, detail }: DetailPage, { earlierAfter, laterAfter }: Parts): Html | null {
  if (earlierAfter === null && laterAfter === null) {
    return null;
  }
  const path = `${CONSOLE_PATH}/pqrs/${detail.radicado}`;
  return html`<nav class="pages" aria-label="${t('console.conversation.parts')}">
${earlierAfter !== null && html`<a href="${path}?desde=${earlierAfter}#conversacion">${t('console.conversation.earlier')}</a>`}
${laterAfter !== null && html`<a href="${path}?desde=${laterAfter}#conversacion">${t('console.conversation.later')}</a>`}
</nav>`;
}
