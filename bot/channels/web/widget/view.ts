import type { Choice } from './api.ts';
import { makeQuote } from './bubble.ts';
import { makeComposer } from './composer.ts';
import type { Words } from './config.ts';
import { fill, make, makeButton, makeIconButton } from './dom.ts';
import type { Quote } from './queue.ts';
import { Scroll } from './scroll.ts';

/** Answers to press, and the question that they belong to. */
export type Options = { readonly choices: readonly Choice[]; readonly quote?: Quote };

type Handlers = {
  readonly onText: (text: string, quote?: Quote) => void;
  readonly onMore: () => void;
  readonly onScroll: () => void;
};

/** The frame of the chat: status, log, options and the form. */
export class View {
  readonly scroll: Scroll;
  /** Until something is said, the words that the page has brought. */
  readonly list = make('div', {}, make('slot'));
  readonly #log: HTMLElement;
  readonly #words: Words;
  readonly #status: HTMLElement;
  readonly #newer: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #options: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #handlers: Handlers;
  #hasNewer = false;
  #quote: Quote | undefined;

  constructor(frame: HTMLElement, words: Words, handlers: Handlers) {
    const { form, field } = makeComposer(words, {
      onText: (text) => handlers.onText(text, this.#quote),
      onMore: handlers.onMore,
    });
    const log = make('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': words.log }, this.list);
    this.#log = log;
    this.#words = words;
    this.#status = make('div', { class: 'status alert', role: 'status' }, words.loading);
    this.#newer = makeButton(words.newer, () => this.#goToEnd(), { class: 'newer', hidden: '' });
    this.#typing = make('div', { class: 'typing', hidden: '' }, words.typing);
    this.#options = make('div', { class: 'options', role: 'group', 'aria-label': words.options, hidden: '' });
    this.#field = field;
    this.#handlers = handlers;
    this.scroll = new Scroll(log, this.list, () => this.#moved());
    const middle = make('div', { class: 'middle' }, log, this.#newer);
    frame.append(this.#status, middle, this.#typing, this.#options, form);
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

  /** Offers answers. With a way to stop, what is written answers the same question, which is shown. */
  setOptions({ choices, quote }: Options, onStop?: () => void): void {
    const buttons: HTMLElement[] = choices.map((choice) => this.#makeOption(choice, quote));
    this.#quote = onStop && quote;
    if (this.#quote) {
      buttons.unshift(makeQuote(this.#words, this.#quote));
      buttons.push(makeIconButton(this.#words.stop, '×', onStop));
    }
    fill(this.#options, ...buttons);
    this.#options.hidden = buttons.length === 0;
  }

  /** Offers to go to what has just come, if the person is reading older messages. */
  offerNewer(): void {
    this.#hasNewer = true;
  }

  /** Where the person goes on: a phone must not open its keyboard unasked. */
  focus(): void {
    (matchMedia('(pointer:fine)').matches ? this.#field : this.#log).focus();
  }

  #moved(): void {
    this.#hasNewer &&= !this.scroll.isAtEnd;
    this.#newer.hidden = !this.#hasNewer;
    this.#handlers.onScroll();
  }

  #goToEnd(): void {
    this.scroll.toEnd();
    this.#moved();
    this.#log.focus();
  }

  /** The button vanishes when pressed, so the focus moves on. */
  #makeOption({ title, value }: Choice, quote?: Quote): HTMLElement {
    return makeButton(title, () => {
      this.focus();
      this.#handlers.onText(value, quote);
    });
  }
}
