/** What may stand between tags or in a quoted attribute. `null` and `false` leave nothing. */
export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

/** Markup that is safe to send. Only `html` makes it, so a text can never be mistaken for it. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  /** Joins the literal parts, which a programmer wrote, with the values, which anybody may have written. */
  static of(literals: readonly string[], values: readonly HtmlValue[]): Html {
    const parts = literals.map((literal, index) => literal + toMarkup(values[index] ?? null));
    return new Html(parts.join(''));
  }

  toString(): string {
    return this.#markup;
  }
}

/**
 * Markup in which every value is escaped, unless it is markup itself.
 *
 * Attributes must be quoted in the literal. Nothing here makes a value safe inside a script, a style or the
 * address of a link that a person wrote: the pages have none of them.
 *
 * @example
 * String(html`<p>${'<b>'}</p>`) // '<p>&lt;b&gt;</p>'
 */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.of(literals, values);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function toMarkup(value: HtmlValue): string {
  if (value instanceof Html) {
    return value.toString();
  }
  if (value === null || value === false) {
    return '';
  }
  if (typeof value === 'object') {
    return value.map(toMarkup).join('');
  }
  return String(value).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}
