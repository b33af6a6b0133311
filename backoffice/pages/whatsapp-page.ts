import type { WhatsAppView } from '../contracts/channels.ts';
import { CHANNELS_PATH, type ChannelsPage } from './channels-page.ts';
import { renderInstant } from './format.ts';
import { renderFrame } from './frame.ts';
import { type Html, html } from './html.ts';
import { renderPairing, renderPairingForms } from './whatsapp-pairing.ts';
import { renderSending, renderStopped } from './whatsapp-sending.ts';

const REFRESH_SECONDS = 5;

/** The WhatsApp number: how it stands, what links a phone to it, and what may be asked of it. */
export function renderWhatsAppPage(page: ChannelsPage): Html {
  const { t, view } = page;
  const refreshes = page.refreshes && isMoving(view);
  const title = t('console.channels.title');
  const content = html`${page.wrongPhone !== null && renderSummary(page)}
${renderStopped(page)}
<h1>${title}</h1>
<section class="card" aria-labelledby="whatsapp">
<div class="title"><h2 id="whatsapp">${t('console.channels.whatsapp')}</h2> ${renderState(page)}</div>
${renderAbout(page)}
${renderFacts(page)}
${renderActions(page)}
</section>
${renderPairing(page, refreshes)}
${renderPairingForms(page)}
${renderSending(page)}`;
  return renderFrame({
    ...page,
    // The page itself says it, and more of it.
    troubles: () => [],
    title: page.wrongPhone === null ? title : t('console.signIn.errorPrefix', { title }),
    content,
    refreshSeconds: refreshes ? REFRESH_SECONDS : null,
  });
}

/** Something is about to change by itself. A written code does not: it stays until the phone has it. */
function isMoving({ state, request, pairing, attended }: WhatsAppView): boolean {
  const isUnderWay = request !== 'none' || state === 'pairing' || state === 'connecting';
  return attended && isUnderWay && pairing?.kind !== 'code';
}

function renderSummary({ t }: ChannelsPage): Html {
  return html`<div class="problem" role="alert" tabindex="-1" autofocus>
<p><a href="#telefono">${t('console.channels.pair.notAPhone')}</a></p></div>`;
}

function renderState({ t, view: { attended, state } }: ChannelsPage): Html {
  return attended
    ? html`<span class="chip ${state}">${t(`whatsapp.state.${state}`)}</span>`
    : html`<span class="chip unattended">${t('console.channels.unattended')}</span>`;
}

function renderAbout({ t, view: { attended, state, reason } }: ChannelsPage): Html {
  return html`${attended ? null : html`<p><strong>${t('console.channels.unattendedWhy')}</strong></p>`}
<p>${t(`whatsapp.about.${state}`)}</p>
${reason !== null && html`<p>${t(`whatsapp.reason.${reason}`)}</p>`}`;
}

function renderFacts({ t, locale, view }: ChannelsPage): Html {
  const { phone, connectedAt, updatedAt } = view;
  const facts: readonly (readonly [string, Html | string | null])[] = [
    [t('console.channels.phone'), phone === null ? null : `+${phone}`],
    [t('console.channels.connectedAt'), connectedAt && renderInstant(connectedAt, locale)],
    [t('console.channels.updatedAt'), updatedAt && renderInstant(updatedAt, locale)],
  ];
  return html`<dl aria-label="${t('console.channels.facts')}">${facts.map(
    ([name, value]) => html`<dt>${name}</dt><dd>${value ?? t('console.none')}</dd>`,
  )}</dl>`;
}

function renderActions({ t, manages, view: { possible } }: ChannelsPage): Html {
  if (!manages) {
    return html`<p class="soft">${t('console.channels.readOnly')}</p>`;
  }
  const isPending = possible.includes('withdraw');
  return html`${isPending && html`<p class="notice">${t('console.channels.pending')}</p>`}
<div class="actions">
${possible.includes('connect') && renderButton('conectar', t('console.channels.connect'))}
${isPending && renderButton('retirar', t('console.channels.withdraw'))}
${possible.includes('logout') && html`<a href="${CHANNELS_PATH}/desvincular">${t('console.channels.logout')}</a>`}
</div>`;
}

function renderButton(path: string, words: string): Html {
  return html`<form method="post" action="${CHANNELS_PATH}/${path}"><button type="submit">${words}</button></form>`;
}
