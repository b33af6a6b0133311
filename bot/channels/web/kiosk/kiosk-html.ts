import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import type { WebWords } from '../options.ts';
import { Html, html } from '../public/html.ts';
import type { KioskTimes } from './times.ts';

/** What the page for an office's machine is made of. */
export type KioskContent = {
  readonly profile: EntityProfile;
  readonly t: WebWords;
  readonly times: KioskTimes;
  readonly stylePath: string;
  readonly scriptPath: string;
  /** Loaded when a person begins. */
  readonly widgetPath: string;
  /** What the widget reads on the page at `/`. */
  readonly widgetConfig: object;
};

/**
 * The page at `/kiosco`: a first screen, the chat, a warning and the way to a telephone.
 *
 * No link leads away, because nobody at the machine could come back, and telephones are only to be read.
 */
export function renderKiosk(content: KioskContent): string {
  const { profile, t, stylePath, scriptPath } = content;
  return String(html`<!doctype html>
<html lang="es-CO">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>${t('kiosk.title')} · ${profile.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylePath}">
<script type="application/json" id="vecino-config">${toInlineJson(content.widgetConfig)}</script>
<script type="application/json" id="kiosco-config">${toInlineJson(toKioskConfig(content))}</script>
<script src="${scriptPath}" defer></script>
</head>
<body data-screen="start">
<header><div><p>${profile.name}</p>${renderTools(t)}</div></header>
<main>
<h1>${t('web.page.heading')} ${profile.assistantName}</h1>
<noscript><p>${t('kiosk.noScript')} ${profile.serviceLine.name}: ${profile.serviceLine.number}</p></noscript>
<section id="start" aria-label="${t('kiosk.title')}"><p>${t('web.page.intro')}</p>
<button type="button" id="begin" class="big" hidden>${t('kiosk.start')}</button>
<p>${t('kiosk.promise')}</p><p id="notice" role="status"></p></section>
<section id="chat" tabindex="-1" aria-label="${t('web.page.title')}" hidden><div id="vecino-chat"></div></section>
</main>
<footer><div>${profile.emergencyLines.map(({ name, number }) => html`<p>${name}: ${number}</p>`)}
<p>${profile.serviceLine.name}: ${profile.serviceLine.number}</p></div></footer>
${renderWarning(t)}
${renderPhone(t)}
</body>
</html>
`);
}

function renderTools(t: WebWords): Html {
  return html`<div class="tools">
<button type="button" id="full-screen" hidden>${t('kiosk.fullScreen')}</button>
<button type="button" id="to-phone" hidden>${t('kiosk.phone')}</button>
<button type="button" id="end" hidden>${t('kiosk.end')}</button></div>`;
}

/** Only two seconds of each count are said aloud; the others are only for the eyes. */
function renderWarning(t: WebWords): Html {
  return html`<dialog id="warning" role="alertdialog" aria-labelledby="warning-title" aria-describedby="warning-text">
<h2 id="warning-title">${t('kiosk.warning.title')}</h2>
<p id="warning-text">${t('kiosk.warning.text')}</p>
<p id="unsent" hidden>${t('kiosk.warning.unsent')}</p>
<p id="radicado" hidden>${t('kiosk.warning.radicado')} <strong></strong></p>
<p class="count" aria-hidden="true">${t('kiosk.warning.left')} <b id="seconds"></b></p>
<p class="hidden" id="said" aria-live="assertive"></p>
<p class="choices"><button type="button" id="stay" class="big">${t('kiosk.warning.stay')}</button>
<button type="button" id="leave">${t('kiosk.warning.end')}</button></p></dialog>`;
}

function renderPhone(t: WebWords): Html {
  return html`<dialog id="phone" aria-labelledby="phone-title">
<h2 id="phone-title" tabindex="-1">${t('kiosk.phone.title')}</h2>
<p id="phone-state" role="status"></p>
<div id="offer" hidden><ol><li>${t('kiosk.phone.scan')}</li><li>${t('kiosk.phone.tap')}</li><li>${t('kiosk.phone.confirm')}</li></ol>
<p class="qr"><img id="qr" alt="${t('kiosk.phone.qr')}"></p>
<p>${t('kiosk.phone.type')} <strong id="address"></strong></p></div>
<p class="choices"><button type="button" id="done" class="big" hidden>${t('kiosk.phone.done')}</button>
<button type="button" id="again" hidden>${t('kiosk.phone.again')}</button>
<button type="button" id="back">${t('kiosk.phone.back')}</button></p></dialog>`;
}

/** What the script says and does by itself. */
function toKioskConfig({ profile, t, times, widgetPath }: KioskContent) {
  return {
    ...times,
    widgetPath,
    radicadoPrefix: profile.radicadoPrefix,
    words: {
      fullScreen: t('kiosk.fullScreen'),
      leaveFullScreen: t('kiosk.leaveFullScreen'),
      left: t('kiosk.warning.left'),
      cleared: t('kiosk.cleared'),
      noNetwork: t('kiosk.noNetwork'),
      waiting: t('kiosk.phone.waiting'),
      failed: t('kiosk.phone.failed'),
    },
  };
}

/** JSON that cannot end its script element, whatever it says. */
function toInlineJson(value: object): Html {
  return Html.of([JSON.stringify(value).replaceAll('<', '\\u003c')], []);
}
