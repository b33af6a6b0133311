import { type Handlers, makeComposer } from './composer.ts';
import type { Config } from './config.ts';
import { make, makeButton } from './dom.ts';
import { css } from './style.css';

type Choice = { readonly title: string; readonly value: string };

/** The frame of the chat: status, log, options and the form. */
export class View {
  readonly log: HTMLElement;
  readonly #status: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #options: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #handlers: Handlers;

  constructor(host: HTMLElement, config: Config, handlers: Handlers) {
    const { words } = config;
    const { form, field } = makeComposer(config, handlers);
    this.log = make('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': words.log });
    this.#status = make('div', { class: 'status alert', role: 'status' }, words.loading);
    this.#typing = make('div', { class: 'typing', hidden: '' });
    this.#typing.append(make('span', { class: 'hidden' }, words.typing), make('i'), make('i'), make('i'));
    this.#options = make('div', { class: 'options', role: 'group', 'aria-label': words.options, hidden: '' });
    this.#field = field;
    this.#handlers = handlers;

    const root = host.attachShadow({ mode: 'open' });
    addStyle(root);
    root.append(this.#status, this.log, this.#typing, this.#options, form);
  }

  setStatus(text: string, isCalm: boolean): void {
    this.#status.classList.toggle('alert', !isCalm);
    if (this.#status.textContent !== text) {
      this.#status.textContent = text;
    }
  }

  setTyping(isTyping: boolean): void {
    this.#typing.hidden = !isTyping;
  }

  setOptions(choices: readonly Choice[]): void {
    this.#options.replaceChildren(...choices.map((choice) => this.#makeOption(choice)));
    this.#options.hidden = choices.length === 0;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** The button vanishes when pressed, so the focus moves on; a phone must not open its keyboard for that. */
  #makeOption({ title, value }: Choice): HTMLElement {
    return makeButton(title, () => {
      const next = matchMedia('(pointer:fine)').matches ? this.#field : this.log;
      next.focus();
      this.#handlers.onText(value);
    });
  }
}

/** A sheet made by script is allowed where inline styles are not; old browsers take the element. */
function addStyle(root: ShadowRoot): void {
  if (typeof CSSStyleSheet.prototype.replaceSync === 'function') {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.append(make('style', {}, css));
  }
}
