import { type Html, html } from '../html.ts';
import { YES } from './typed-form.ts';

/** What every field has: a name, its words, a hint and what is wrong with it. */
export type Field = {
  /** Its name in the form, and the id of its control. */
  readonly name: string;
  readonly label: string;
  /** Whether it may be left out, in words. */
  readonly need: string;
  readonly hint: string | null;
  readonly problems: readonly string[];
};

export type Choice = { readonly value: string; readonly label: string };

/** A line of text. `attributes` are those that only this one has. */
export function renderLine(field: Field, value: string, attributes: Html | null = null): Html {
  return renderField(
    field,
    html`<input id="${field.name}" name="${field.name}" value="${value}"${describedBy(field)}${attributes}>`,
  );
}

/** A text of many lines. The line break behind the tag is the parser's, so that one of the person's is not lost. */
export function renderText(field: Field, value: string): Html {
  return renderField(
    field,
    html`<textarea id="${field.name}" name="${field.name}" rows="7" aria-required="true"${describedBy(field)}>
${value}</textarea>`,
  );
}

/** Files from the device, several at once. */
export function renderFiles(field: Field, accept: string): Html {
  return renderField(
    field,
    html`<input type="file" id="${field.name}" name="${field.name}" multiple accept="${accept}"${describedBy(field)}>`,
  );
}

/** One of several; the first has the id of the field, so that a link to it leads there. */
export function renderChoices(
  field: Field,
  choices: readonly Choice[],
  chosen: { readonly value: string; readonly isRequired: boolean },
): Html {
  const { name } = field;
  const items = choices.map(({ value, label }, index) => {
    const id = index === 0 ? name : `${name}-${value}`;
    const checked = value === chosen.value && html` checked`;
    return html`<div class="choice"><input type="radio" id="${id}" name="${name}" value="${value}"${checked}>
<label for="${id}">${label}</label></div>`;
  });
  return html`<fieldset class="field" role="radiogroup"${chosen.isRequired && html` aria-required="true"`}${describedBy(field)}>
<legend>${field.label} ${renderNeed(field)}</legend>${renderAround(field)}
${items}</fieldset>`;
}

/** A box to mark, unmarked unless the person marked it. */
export function renderBox(
  { name, label, hint, value = YES }: Pick<Field, 'name' | 'label' | 'hint'> & { readonly value?: string },
  isMarked: boolean,
): Html {
  const id = value === YES ? name : `${name}-${value}`;
  const described = hint !== null && html` aria-describedby="${id}-pista"`;
  return html`<div class="choice"><input type="checkbox" id="${id}" name="${name}" value="${value}"${described}${isMarked && html` checked`}>
<label for="${id}">${label}</label></div>${hint !== null && html`<p class="hint" id="${id}-pista">${hint}</p>`}`;
}

function renderField(field: Field, control: Html): Html {
  return html`<div class="field"><label for="${field.name}">${field.label} ${renderNeed(field)}</label>
${renderAround(field)}${control}</div>`;
}

function renderNeed({ need }: Field): Html {
  return html`<span class="need">(${need})</span>`;
}

/** The hint and what is wrong, before the control that they are tied to. */
function renderAround({ name, hint, problems }: Field): Html {
  return html`${hint !== null && html`<p class="hint" id="${name}-pista">${hint}</p>`}
${problems.length > 0 && html`<p class="wrong" id="${name}-error">${problems.map((words) => html`<span>${words}</span>`)}</p>`}`;
}

function describedBy({ name, hint, problems }: Field): Html | null {
  const hasProblem = problems.length > 0;
  const ids = [hint !== null ? `${name}-pista` : '', hasProblem ? `${name}-error` : ''].filter(Boolean);
  return ids.length === 0
    ? null
    : html` aria-describedby="${ids.join(' ')}"${hasProblem && html` aria-invalid="true"`}`;
}
