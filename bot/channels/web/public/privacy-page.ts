import { AVISO_VERSION } from '../../../../dialogs/privacy/aviso.ts';
import { ConsentPurpose } from '../../../../domain/people/consent.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { type Html, html, renderLink } from './html.ts';
import { type Page, type Site, withLink } from './layout.ts';

/**
 * What is done with personal data (Ley 1581 of 2012, arts. 8 to 15; Decreto 1377 of 2013, art. 13).
 *
 * The words of the aviso are the ones that the assistant shows, under the version that each proof of consent carries.
 */
export function privacyPage({ profile, t }: Site): Page {
  const { legalName: responsible, nit, city, privacy } = profile;
  const { email, url } = privacy;
  const mail = html`<a href="mailto:${email}">${email}</a>`;
  return {
    path: '/privacidad',
    heading: t('public.privacy.title'),
    content: html`
<h2>${t('public.privacy.responsible')}</h2>
<p>${t('public.privacy.responsibleIs', { responsible, nit, city })}</p>
<p>${t('public.privacy.write')} ${mail}.</p>
<h2>${t('public.privacy.purposes')}</h2>
<p>${t('public.privacy.purposesIntro')}</p>
<ul>${ConsentPurpose.options.map((purpose) => html`<li>${t(`public.privacy.purpose.${purpose}`)}</li>`)}</ul>
<p>${t('public.privacy.whatsapp')}</p>
<p>${t('public.privacy.stop')}</p>
${renderRights(t, mail)}
<h2>${t('public.privacy.versions')}</h2>
<h3>${t('public.privacy.version', { version: AVISO_VERSION })}</h3>
<p>${t('public.privacy.versionWords')}</p>
<blockquote>${t('privacy.aviso', { responsible, nit, email, url })}</blockquote>
<p>${t('public.privacy.versionNote')}</p>
<h2>${t('public.privacy.policy')}</h2>
<p>${t('public.privacy.policyAt')} ${renderLink(url, url)}.</p>`,
  };
}

function renderRights(t: Translate, mail: Html): Html {
  const help = html`<a href="/ayuda">${t('public.privacy.helpPage')}</a>`;
  return html`
<h2>${t('public.privacy.rights')}</h2>
<ul>
<li>${t('public.privacy.rightSee')}</li>
<li>${t('public.privacy.rightChange')}</li>
<li>${t('public.privacy.rightErase')}</li>
<li>${t('public.privacy.rightProof')}</li>
<li>${t('public.privacy.rightComplain')}</li>
</ul>
<h2>${t('public.privacy.how')}</h2>
<ul>
<li>${t('public.privacy.howChat')}</li>
<li>${withLink((email) => t('public.privacy.howMail', { email }), mail)}</li>
<li>${withLink((page) => t('public.privacy.howOffice', { page }), help)}</li>
</ul>
<p>${t('public.privacy.terms')}</p>`;
}
