import { CHANNELS_PATH, type ChannelsPage } from './channels-page.ts';
import { renderInstant } from './format.ts';
import { type Html, html } from './html.ts';

/** Nobody may miss that what Vecino sends is stopped, why, and that only a person lets it go on. */
export function renderStopped({ t, locale, manages, view: { sending } }: ChannelsPage): Html | null {
  if (sending === null || sending.scope === 'none') {
    return null;
  }
  const { scope, reason, since } = sending;
  return html`<section class="problem" role="alert" aria-labelledby="detenido">
<h2 id="detenido">${t('console.channels.stoppedTitle')}</h2>
<p><strong>${t(`whatsapp.stopped.${scope}`)}</strong></p>
${reason !== null && html`<p>${t(`sending.stop.${reason}`)}</p>`}
${since !== null && html`<p>${t('console.channels.stoppedSince')} ${renderInstant(since, locale)}</p>`}
${manages && html`<p><a href="${CHANNELS_PATH}/reanudar">${t('console.channels.resume')}</a></p>`}
</section>`;
}

/** What leaves without anybody asking for it at that moment; null when nothing governs it. */
export function renderSending({ t, manages, view: { sending } }: ChannelsPage): Html | null {
  if (sending === null) {
    return null;
  }
  const { scope, proactiveToday, ceiling } = sending;
  const isFree = scope === 'none';
  return html`<section class="card" aria-labelledby="envio"><h2 id="envio">${t('console.channels.sending')}</h2>
<p>${isFree ? t('console.channels.sendingFree') : t(`whatsapp.stopped.${scope}`)}</p>
<p>${t('console.channels.sendingToday', { sent: proactiveToday, ceiling })}</p>
${isFree && manages && html`<p><a href="${CHANNELS_PATH}/detener">${t('console.channels.stop')}</a></p>`}
</section>`;
}
