import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { type Html, html, renderLine, renderLink } from './html.ts';
import { type Page, type Site, withLink } from './layout.ts';

type Place = EntityProfile['offices'][number];

/** What a person can do, where to go and where to call, from the entity's profile. Danger comes first. */
export function helpPage({ profile, t }: Site): Page {
  const { emergencyLines, serviceLine, offices, paymentPoints, website } = profile;
  return {
    path: '/ayuda',
    heading: t('public.help.title'),
    content: html`
<p>${t('public.help.intro')}</p>
<section class="card danger"><h2>${t('public.help.emergency')}</h2>
<ul class="lines">${emergencyLines.map((line) => html`<li>${renderLine(line)}</li>`)}</ul></section>
<section class="card"><h2>${t('public.help.service')}</h2><ul class="lines"><li>${renderLine(serviceLine)}</li></ul></section>
<h2>${t('public.help.can')}</h2>
${renderActions(t)}
<h2>${t('public.help.words')}</h2>
${renderWords(t)}
<h2>${t('public.help.offices')}</h2>
${renderPlaces(offices, t('information.officesNone', { website }), t)}
<p>${t('information.officesHoliday')}</p>
<h2>${t('public.help.payment')}</h2>
${renderPlaces(paymentPoints, t('information.paymentNone', { website }), t)}
<h2>${t('public.help.website')}</h2>
<p class="touch">${renderLink(website, website)}</p>`,
  };
}

function renderActions(t: Translate): Html {
  const chat = html`<a href="/">${t('public.help.chat')}</a>`;
  const status = html`<a href="/consulta">${t('public.help.statusPage')}</a>`;
  const privacy = html`<a href="/privacidad">${t('public.help.privacyPage')}</a>`;
  return html`<ul>
<li>${withLink((place) => t('public.help.canFile', { chat: place }), chat)}</li>
<li>${withLink((page) => t('public.help.canStatus', { page }), status)}</li>
<li>${t('public.help.canFailure')}</li>
<li>${t('public.help.canPerson')}</li>
<li>${withLink((page) => t('public.help.canData', { page }), privacy)}</li>
</ul>`;
}

function renderWords(t: Translate): Html {
  return html`<ul>
<li>${t('public.help.wordMenu')}</li>
<li>${t('public.help.wordBack')}</li>
<li>${t('public.help.wordCancel')}</li>
<li>${t('public.help.wordHelp')}</li>
<li>${t('public.help.wordPerson')}</li>
</ul>`;
}

function renderPlaces(places: readonly Place[], none: string, t: Translate): Html {
  if (places.length === 0) {
    return html`<p>${none}</p>`;
  }
  return html`${places.map(
    ({ name, address, hours }) => html`<h3>${name}</h3>
<p>${t('public.help.address', { address })}<br>${t('public.help.hours', { hours })}</p>`,
  )}`;
}
