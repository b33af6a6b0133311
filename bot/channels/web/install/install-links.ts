import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { readableColors } from '../page-colors.ts';
import { html } from '../public/html.ts';
import { addressOf, ICONS } from './icons.ts';

/** Where a browser reads how to install the page. */
export const MANIFEST_PATH = '/manifest.webmanifest';

/** The page of `renderPageStyle` in the dark. */
const DARK_PAGE = '#10161d';

/** The lines of the head that make a page installable, with the colours of the bars around it. */
export function renderInstallLinks(profile: EntityProfile): string {
  const { primary } = readableColors(profile.colors);
  return String(html`<link rel="manifest" href="${MANIFEST_PATH}">
<link rel="apple-touch-icon" href="${addressOf(ICONS.maskable, profile)}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="${primary}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${DARK_PAGE}">`);
}
