import { KIND_CHOICES } from '../../../../../dialogs/pqrs/kind-fields.ts';
import { avisoText } from '../../../../../dialogs/privacy/aviso.ts';
import type { Barrio } from '../../../../../domain/entity/profile.ts';
import type { Attachment } from '../../../../../domain/messages/content.ts';
import { ACCEPTED_FILES } from '../../../../../domain/messages/file-types.ts';
import { MAX_FILES } from '../../upload-parts.ts';
import { type Html, html, renderLine as renderPhone } from '../html.ts';
import type { Page, Site } from '../layout.ts';
import { type Problem, UNKNOWN_KIND } from './answers.ts';
import { type Field, renderBox, renderChoices, renderFiles, renderLine, renderText } from './controls.ts';
import { FIELDS, NO, type TypedForm, YES } from './typed-form.ts';

/** What the form is shown with: everything that was typed, the files that are safe, and what is wrong. */
export type Shown = {
  readonly typed: TypedForm;
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** What concerns the whole form, in whole sentences. */
  readonly notices: readonly string[];
  readonly barrios: readonly Barrio[];
};

/** The form at `/radicar`. What is wrong stands at the top, tied to its fields, and has the focus. */
export function filingFormPage(site: Site, shown: Shown): Page {
  const { t, profile } = site;
  const hasFailed = shown.problems.length > 0 || shown.notices.length > 0;
  const heading = t('filing.title');
  return {
    path: '/radicar',
    heading,
    ...(hasFailed && { title: t('filing.problemTitle', { title: heading }) }),
    content: html`${hasFailed && renderSummary(site, shown)}
${!hasFailed && html`<p>${t('filing.intro')}</p>`}
<p>${t('filing.danger')}</p><ul class="lines across">${profile.emergencyLines.map((line) => html`<li>${renderPhone(line)}</li>`)}</ul>
${renderForm(site, shown)}`,
  };
}

function renderSummary({ t }: Site, { problems, notices }: Shown): Html {
  const links = problems.map(({ field, words }) => html`<li><a href="#${FIELDS[field]}">${words}</a></li>`);
  return html`<div class="problem" role="alert" tabindex="-1" autofocus>
<h2>${t(problems.length > 0 ? 'filing.problem' : 'filing.notYet')}</h2>
${notices.map((words) => html`<p>${words}</p>`)}
${links.length > 0 && html`<ul class="touch">${links}</ul>`}</div>`;
}

/** The browser is told not to check: its own words are tied to nothing and vanish. */
function renderForm(site: Site, shown: Shown): Html {
  const { t } = site;
  const { typed } = shown;
  const say = fieldWith(site, shown);
  return html`<form method="post" action="/radicar" enctype="multipart/form-data" autocomplete="off" novalidate>
<input type="hidden" name="${FIELDS.key}" value="${typed.key}">
${renderChoices(say('kind', t('filing.kind'), t('pqrs.kindHelp')), kindChoices(site), { value: typed.kind, isRequired: true })}
${renderText(say('description', t('filing.description'), t('filing.descriptionHint')), typed.description)}
${renderChoices(say('aboutService', t('filing.aboutService'), t('filing.aboutServiceHint')), aboutChoices(site), { value: typed.aboutService, isRequired: false })}
${renderLine(say('barrio', t('filing.barrio'), t('filing.barrioHint')), typed.barrio, html` list="barrios"`)}
<datalist id="barrios">${shown.barrios.map(renderBarrio(site))}</datalist>
${renderLine(say('account', t('filing.account'), t('filing.accountHint')), typed.account, html` spellcheck="false"`)}
${renderFiles(say('files', t('filing.files'), t('filing.filesHint', { max: MAX_FILES })), Object.keys(ACCEPTED_FILES).join(','))}
${renderKept(site, shown)}${typed.kept.map((id) => html`<input type="hidden" name="${FIELDS.kept}" value="${id}">`)}
${renderLine(say('name', t('filing.name'), t('filing.nameHint')), typed.name, html` autocomplete="name"`)}
<div class="field">${renderBox({ name: FIELDS.anonymous, label: t('filing.anonymous'), hint: t('filing.anonymousHint') }, typed.anonymous)}</div>
${renderPrivacy(site, typed)}
<div class="field"><button>${t('filing.submit')}</button></div>
</form>
<p>${t('filing.health')}</p>`;
}

/** A field with its words and what is wrong with it. Only two are needed, and each says whether it is. */
function fieldWith({ t }: Site, { problems }: Shown) {
  return (field: keyof typeof FIELDS, label: string, hint: string): Field => ({
    name: FIELDS[field],
    label,
    hint,
    need: t(field === 'kind' || field === 'description' ? 'filing.required' : 'filing.optional'),
    problems: problems.filter((problem) => problem.field === field).map(({ words }) => words),
  });
}

function kindChoices({ t }: Site) {
  return [
    ...KIND_CHOICES.map(({ kind, title }) => ({ value: kind, label: t(title) })),
    { value: UNKNOWN_KIND, label: t('pqrs.kindUnknown') },
  ];
}

function aboutChoices({ t }: Site) {
  return [
    { value: YES, label: t('pqrs.aboutServiceYes') },
    { value: NO, label: t('pqrs.aboutServiceNo') },
  ];
}

/** With its comuna, because the names of some are the same. */
function renderBarrio({ t }: Site) {
  return (barrio: Barrio): Html => html`<option value="${t('pqrs.barrioOption', barrio)}"></option>`;
}

/** What came with an earlier sending: no device can choose a file again by itself. */
function renderKept({ t }: Site, { attachments }: Shown): Html | null {
  if (attachments.length === 0) {
    return null;
  }
  const boxes = attachments.map(({ fileId, name }) =>
    renderBox({ name: FIELDS.kept, label: name, hint: null, value: fileId }, true),
  );
  return html`<fieldset class="field"><legend>${t('filing.filesKept')}</legend>
<p class="hint">${t('filing.filesKeptHint')}</p>${boxes}</fieldset>`;
}

/** The aviso of the chat in its own words; the authorisation is asked apart, and needed for nothing. */
function renderPrivacy({ t, profile }: Site, { accepted }: TypedForm): Html {
  return html`<fieldset class="field"><legend>${t('filing.privacy')} <span class="need">(${t('filing.optional')})</span></legend>
<blockquote>${avisoText({ t, world: { entity: () => profile } })}</blockquote>
${renderBox({ name: FIELDS.accepted, label: t('filing.accept'), hint: t('filing.privacyFree') }, accepted)}</fieldset>`;
}
