import type { WebKey } from '../../../../locales/es-co/web.ts';
import { type Html, html } from './html.ts';

/** Every public page, in the order of the site map. */
const SITE_PAGES = [
  { path: '/', key: 'web.site.chat' },
  { path: '/radicar', key: 'web.site.filing' },
  { path: '/consulta', key: 'web.site.status' },
  { path: '/ayuda', key: 'web.site.help' },
  { path: '/privacidad', key: 'web.site.privacy' },
  { path: '/accesibilidad', key: 'web.site.accessibility' },
] as const satisfies readonly { readonly path: string; readonly key: WebKey }[];

/** The address of a public page. */
export type SitePath = (typeof SITE_PAGES)[number]['path'];

/** The links of the footer; the page where the person is says so to a screen reader. */
export function renderSiteMap(t: (key: WebKey) => string, here: SitePath | null): Html {
  const links = SITE_PAGES.map(
    ({ path, key }) =>
      html`<li><a href="${path}"${path === here && html` aria-current="page"`}>${t(key)}</a></li>`,
  );
  return html`<nav aria-label="${t('web.site.title')}"><ul>${links}</ul></nav>`;
}
