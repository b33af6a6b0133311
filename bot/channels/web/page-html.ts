import type { EntityProfile } from '../../../domain/entity/profile.ts';
import { renderInstallLinks } from './install/install-links.ts';
import type { WebWords } from './options.ts';
import { renderSiteMap } from './public/site-map.ts';

/** What the page is made of. */
export type PageContent = {
  readonly profile: EntityProfile;
  readonly t: WebWords;
  readonly stylePath: string;
  readonly widgetPath: string;
  /** What the assistant says first: shown until the conversation says it. */
  readonly hello: string;
  /** What the widget reads here. */
  readonly widgetConfig: object;
};

/** The public page at `/`: complete without scripts, and the place where the widget settles. */
export function renderPage({ profile, t, stylePath, widgetPath, hello, widgetConfig }: PageContent): string {
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
${renderInstallLinks(profile)}
<script type="application/json" id="vecino-config">${toInlineJson(widgetConfig)}</script>
<script src="${widgetPath}" defer></script>
</head>
<body>
<a class="skip" href="#chat">${escapeHtml(t('web.page.skip'))}</a>
<header><div><p>${escapeHtml(profile.name)}</p>${renderEmergency(profile)}</div></header>
<main id="chat" tabindex="-1">
<div class="intro"><h1>${escapeHtml(t('web.page.heading'))} ${escapeHtml(profile.assistantName)}</h1>
<p>${escapeHtml(t('web.page.intro'))}</p></div>
<noscript><p>${escapeHtml(t('web.page.noScript'))}</p>
<p><a href="/radicar">${escapeHtml(t('web.page.noScriptForm'))}</a></p>
<p>${escapeHtml(t('web.page.noScriptPhone'))} ${renderLine(profile.serviceLine)}</p></noscript>
<div id="vecino-chat"><p>${escapeHtml(hello)}</p></div>
</main>
<footer><div>${renderLine(profile.serviceLine)} ${renderSiteMap(t, '/')}</div></footer>
</body>
</html>
`;
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
