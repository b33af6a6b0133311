import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import type { WebWords } from '../options.ts';
import { readableColors } from '../page-colors.ts';
import { addressOf, ICONS } from './icons.ts';

/** The page as `renderPageStyle` paints it by day, shown while the installed page opens. */
const LIGHT_PAGE = '#eef2f6';

/** How the page presents itself when a person installs it, as the web manifest says it. */
export function renderManifest(profile: EntityProfile, t: WebWords): string {
  const { small, large, maskable } = ICONS;
  return JSON.stringify({
    id: '/',
    name: `${profile.assistantName} · ${profile.name}`,
    short_name: profile.name,
    description: t('web.page.intro'),
    lang: 'es-CO',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: readableColors(profile.colors).primary,
    background_color: LIGHT_PAGE,
    icons: [
      { src: addressOf(small, profile), sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: addressOf(large, profile), sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: addressOf(maskable, profile), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('web.site.status'), url: '/consulta' },
      { name: t('web.site.help'), url: '/ayuda' },
    ],
  });
}
