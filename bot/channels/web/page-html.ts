import type { EntityProfile } from '../../../domain/entity/profile.ts';
import { ACCEPTED_FILES, MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { type WebKey, web } from '../../../locales/es-co/web.ts';
import type { WebWords } from './options.ts';
import { renderSiteMap } from './public/site-map.ts';

/** What the page is made of. */
export type PageContent = {
  readonly profile: EntityProfile;
  readonly t: WebWords;
  readonly stylePath: string;
  readonly widgetPath: string;
};

/** The public page at `/`: complete without scripts, and the place where the widget settles. */
export function renderPage({ profile, t, stylePath, widgetPath }: PageContent): string {
  const title = `${t('web.page.title')} · ${profile.name}`;
  return `<!doctype html>
<html lang="es-CO">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,interactive-widget=resizes-content">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(t('web.page.intro'))}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylePath}">
<script type="application/json" id="vecino-config">${toInlineJson(widgetConfig(t))}</script>
<script src="${widgetPath}" defer></script>
</head>
<body>
<a class="skip" href="#chat">${escapeHtml(t('web.page.skip'))}</a>
<header><div><p>${escapeHtml(profile.name)}</p>${renderEmergency(profile)}</div></header>
<main id="chat" tabindex="-1">
<div class="intro"><h1>${escapeHtml(t('web.page.heading'))} ${escapeHtml(profile.assistantName)}</h1>
<p>${escapeHtml(t('web.page.intro'))}</p></div>
<div id="vecino-chat"></div>
<noscript><p>${escapeHtml(t('web.page.noScript'))} ${renderLine(profile.serviceLine)}</p></noscript>
</main>
<footer><div>${renderLine(profile.serviceLine)} ${renderSiteMap(t, '/')}</div></footer>
</body>
</html>
`;
}

/** The widget's fixed words and limits, so that it holds none itself. */
function widgetConfig(t: WebWords) {
  const keys = (Object.keys(web) as WebKey[]).filter((key) => key.startsWith('web.chat.'));
  const words = keys.map((key) => [key.replace('web.chat.', ''), t(key)] as const);
  return {
    words: Object.fromEntries(words),
    accept: Object.keys(ACCEPTED_FILES).join(','),
    maxFileBytes: MAX_FILE_BYTES,
  };
}

function renderLine({ name, number }: { name: string; number: string }): string {
  return `<a href="tel:${escapeHtml(number.replace(/[^\d+*#]/g, ''))}">${escapeHtml(`${name}: ${number}`)}</a>`;
}

function renderEmergency({ emergencyLines: [first] }: EntityProfile): string {
  return first ? renderLine(first) : '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** JSON that cannot end its script element, whatever it says. */
function toInlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
