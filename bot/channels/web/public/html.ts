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
    return new Html(literals.map((literal, index) => literal + toMarkup(values[index] ?? null)).join(''));
  }

  toString(): string {
    return this.#markup;
  }
}

/** Markup in which every value is escaped, unless it is markup itself. Attributes must be quoted in the literal. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.of(literals, values);
}

/** A telephone that can be touched to call. */
export function renderLine({ name, number }: { readonly name: string; readonly number: string }): Html {
  return html`<a href="tel:${number.replace(/[^\d+*#]/g, '')}">${name}: ${number}</a>`;
}

/** An address of the profile is a link only when it leads to a page: staff typed it. */
export function renderLink(address: string, words: string): Html {
  return /^https?:\/\//i.test(address) ? html`<a href="${address}">${words}</a>` : html`${words}`;
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
