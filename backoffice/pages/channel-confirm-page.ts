import type { PlainMessageKey } from '../../locales/translate.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { CHANNELS_PATH } from './channels-page.ts';
import { type PageWords, renderFrame } from './frame.ts';
import { type Html, html } from './html.ts';

const WORDS = {
  desvincular: { name: 'logout', asks: 'console.channels.logoutAsk' },
  reanudar: { name: 'resume', asks: 'console.channels.resumeAsk' },
  detener: { name: 'stop', asks: 'console.channels.stopAsk' },
} as const satisfies Readonly<Record<string, { name: string; asks: PlainMessageKey }>>;

type ConfirmPage = PageWords & {
  readonly staff: StaffSession['staff'];
  readonly path: keyof typeof WORDS;
};

/** Asks once more before what cannot be taken back with one click, saying what it does. */
export function renderConfirmPage(page: ConfirmPage): Html {
  const { t, path } = page;
  const { name, asks } = WORDS[path];
  const content = html`<div class="card narrow"><h1>${t(asks)}</h1>
<p>${t(`console.channels.${name}What`)}</p>
<form class="actions" method="post" action="${CHANNELS_PATH}/${path}">
<button type="submit">${t(`console.channels.${name}Yes`)}</button>
<a href="${CHANNELS_PATH}">${t('console.channels.back')}</a>
</form></div>`;
  return renderFrame({ ...page, title: t(asks), content });
}
