import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { type Html, html, renderLine } from './html.ts';
import { renderSiteMap, type SitePath } from './site-map.ts';

/** Whose pages they are and in which words: what every page needs. */
export type Site = {
  readonly profile: EntityProfile;
  readonly t: Translate;
  readonly stylePath: string;
};

/** What one page says. */
export type Page = {
  /** Null for an answer that is no page of the site map. */
  readonly path: SitePath | null;
  readonly heading: string;
  /** What the tab says, when it is more than the heading. */
  readonly title?: string;
  readonly content: Html;
};

const GOVCO = 'https://www.gov.co/';

/** A whole page: the bar of GOV.CO, the entity, where the person is, the content, and the site map. */
export function renderPublicPage({ profile, t, stylePath }: Site, page: Page): string {
  const { path, heading, title = heading, content } = page;
  return String(html`<!doctype html>
<html lang="es-CO">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${profile.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<a class="skip" href="#contenido">${t('public.skip')}</a>
<header>
<div class="govco"><div class="wide"><a href="${GOVCO}" aria-label="${t('public.govco')}">GOV.CO</a></div></div>
<div class="brand"><div class="wide"><a href="/">${profile.name}</a></div></div>
</header>
<nav class="path wide" aria-label="${t('public.breadcrumb')}"><ol>
<li><a href="/">${t('public.home')}</a></li><li aria-current="page">${heading}</li>
</ol></nav>
<main id="contenido" class="wide" tabindex="-1">
<h1>${heading}</h1>
${content}
</main>
<footer><div class="wide">
<p class="entity">${profile.legalName}</p>
<p>${t('public.nit', { nit: profile.nit })} · ${profile.city}</p>
<p>${renderLine(profile.serviceLine)}</p>
${renderSiteMap(t, path)}
</div></footer>
</body>
</html>
`);
}

/** Where the link of a sentence goes: no text of ours has this character. */
const HERE = '\uE000';

/** A sentence of the catalogue with a link in the place of its value. */
export function withLink(say: (place: string) => string, link: Html): Html {
  const [before = '', after = ''] = say(HERE).split(HERE);
  return html`${before}${link}${after}`;
}
