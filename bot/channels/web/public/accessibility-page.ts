import { html } from './html.ts';
import type { Page, Site } from './layout.ts';

/** What was done so that everybody can use the pages, what is missing, and how to tell of a barrier. */
export function accessibilityPage({ t }: Site): Page {
  return {
    path: '/accesibilidad',
    heading: t('public.accessibility.title'),
    content: html`
<p>${t('public.accessibility.intro')}</p>
<h2>${t('public.accessibility.done')}</h2>
<ul>
<li>${t('public.accessibility.keyboard')}</li>
<li>${t('public.accessibility.reader')}</li>
<li>${t('public.accessibility.contrast')}</li>
<li>${t('public.accessibility.zoom')}</li>
<li>${t('public.accessibility.targets')}</li>
<li>${t('public.accessibility.script')}</li>
<li>${t('public.accessibility.voice')}</li>
</ul>
<h2>${t('public.accessibility.limits')}</h2>
<p>${t('public.accessibility.limitsText')}</p>
<h2>${t('public.accessibility.tell')}</h2>
<p>${t('public.accessibility.tellText')}</p>`,
  };
}
