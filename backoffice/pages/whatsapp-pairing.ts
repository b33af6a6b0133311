import { groupPairingCode } from '../../domain/messages/whatsapp-control.ts';
import { CHANNELS_PATH, type ChannelsPage } from './channels-page.ts';
import { type Html, html } from './html.ts';
import { renderQr } from './qr.ts';

/** What the phone must be shown, or that it is being prepared; null when nobody is linking a phone. */
export function renderPairing(page: ChannelsPage, refreshes: boolean): Html | null {
  const { t, view } = page;
  const isAsked = view.request === 'pair-qr' || view.request === 'pair-code';
  const isUnderWay = view.pairing !== null || (view.attended && isAsked);
  if (!isUnderWay || !page.manages) {
    return null;
  }
  return html`<section class="card" aria-labelledby="codigo"><h2 id="codigo">${t('console.channels.pair.code')}</h2>
${renderCode(page)}
<p class="actions">${
    refreshes
      ? html`<span>${t('console.channels.refreshing')}</span> <a href="${CHANNELS_PATH}">${t('console.channels.stopRefreshing')}</a>`
      : html`<a href="${CHANNELS_PATH}">${t('console.channels.refresh')}</a>`
  }</p></section>`;
}

function renderCode({ t, view: { pairing } }: ChannelsPage): Html {
  if (pairing === null) {
    return html`<p>${t('console.channels.pair.preparing')}</p>`;
  }
  const shown =
    pairing.kind === 'qr'
      ? html`<p>${t('console.channels.pair.qrScan')}</p>${renderQr(pairing.value, t('console.channels.pair.qrAlt'))}`
      : html`<p>${t('console.channels.pair.codeType')}</p><p class="pairing-code">${groupPairingCode(pairing.value)}</p>`;
  return html`${shown}<p>${t('console.channels.pair.secret')}</p>`;
}

/** The two ways to link a phone, while none is linked. */
export function renderPairingForms(page: ChannelsPage): Html | null {
  const { t, view } = page;
  if (!view.possible.includes('pair-qr')) {
    return null;
  }
  return html`<section class="card" aria-labelledby="vincular"><h2 id="vincular">${t('console.channels.pair.title')}</h2>
<p>${t('console.channels.pair.before')}</p>
<div class="ways">
<form method="post" action="${CHANNELS_PATH}/vincular" aria-labelledby="con-qr">
<h3 id="con-qr">${t('console.channels.pair.qrTitle')}</h3>
<p>${t('console.channels.pair.qrHow')}</p>
<input type="hidden" name="forma" value="qr">
<button type="submit">${t('console.channels.pair.qrSubmit')}</button>
</form>
<form method="post" action="${CHANNELS_PATH}/vincular" aria-labelledby="con-codigo" novalidate>
<h3 id="con-codigo">${t('console.channels.pair.codeTitle')}</h3>
<p>${t('console.channels.pair.codeHow')}</p>
<input type="hidden" name="forma" value="codigo">
${renderPhone(page)}
<button type="submit">${t('console.channels.pair.codeSubmit')}</button>
</form>
</div></section>`;
}

function renderPhone({ t, wrongPhone }: ChannelsPage): Html {
  const isWrong = wrongPhone !== null;
  return html`<div class="field${isWrong ? ' wrong' : ''}">
<label for="telefono">${t('console.channels.pair.codePhone')}</label>
${isWrong && html`<p id="telefono-problema" class="wrong-words">${t('console.channels.pair.notAPhone')}</p>`}
<input id="telefono" name="telefono" type="tel" autocomplete="off" inputmode="tel" maxlength="40" required
 value="${wrongPhone ?? ''}"${isWrong && html` aria-invalid="true" aria-describedby="telefono-problema"`}>
</div>`;
}
