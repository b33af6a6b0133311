import { bogotaYearOf } from '../../../../domain/calendar/local-date.ts';
import { formatRadicado } from '../../../../domain/pqrs/radicado.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { type Html, html } from './html.ts';
import type { Page, Site } from './layout.ts';

/** Longer than anything that the acuse holds, with room for what people write around it. */
const MAX_FIELD_LENGTH = 80;

const EXAMPLE_NUMBER = 123;

/** The form that asks for a radicado and its code. It is sent in a body: an address would keep them. */
export function statusFormPage(site: Site, now: Date): Page {
  const { t } = site;
  return {
    path: '/consulta',
    heading: t('public.status.title'),
    content: html`<p>${t('public.status.intro')}</p>${renderForm(site, { now, typed: '', failed: false })}`,
  };
}

/**
 * The one answer to every failure: wrong code, unknown radicado, lock, or something that is neither.
 *
 * What was typed as radicado comes back to be corrected; the code does not, because it opens the request.
 */
export function statusFailurePage(site: Site, { now, typed }: { now: Date; typed: string }): Page {
  const { t } = site;
  return {
    path: '/consulta',
    heading: t('public.status.title'),
    title: t('public.status.problemTitle', { title: t('public.status.title') }),
    content: html`
<div class="problem" role="alert"><h2>${t('public.status.problem')}</h2><p id="problema">${t('status.denied')}</p></div>
${renderForm(site, { now, typed: typed.slice(0, MAX_FIELD_LENGTH), failed: true })}`,
  };
}

type Filled = { readonly now: Date; readonly typed: string; readonly failed: boolean };

function renderForm({ profile, t }: Site, { now, typed, failed }: Filled): Html {
  const prefix = profile.radicadoPrefix;
  const example = formatRadicado({ prefix, year: bogotaYearOf(now), number: EXAMPLE_NUMBER });
  const wrong = failed && html` aria-invalid="true"`;
  const problem = failed && html` problema`;
  return html`
<form method="post" action="/consulta" autocomplete="off">
<div class="field"><label for="radicado">${t('public.status.radicado')}</label>
<p class="hint" id="radicado-pista">${t('public.status.radicadoHint', { example })}</p>
<input id="radicado" name="radicado" value="${typed}" required maxlength="${MAX_FIELD_LENGTH}" autocapitalize="characters" spellcheck="false" aria-describedby="radicado-pista${problem}"${wrong}></div>
<div class="field"><label for="codigo">${t('public.status.code')}</label>
<p class="hint" id="codigo-pista">${t('public.status.codeHint')}</p>
<input id="codigo" name="codigo" required maxlength="${MAX_FIELD_LENGTH}" autocapitalize="characters" spellcheck="false" aria-describedby="codigo-pista${problem}"${wrong}></div>
<div class="field"><button>${t('public.status.submit')}</button></div>
</form>
${renderAdvice(t)}`;
}

function renderAdvice(t: Translate): Html {
  return html`<p>${t('public.status.lost')}</p><p>${t('public.status.private')}</p>`;
}
