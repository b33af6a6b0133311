import type { Words } from './config.ts';
import { make, makeButton, makeIconButton } from './dom.ts';
import type { Surface } from './extras-face.ts';

const STOPS = 'a[href],button,input,select,textarea,[tabindex="0"]';

/**
 * A sheet over the chat, one at a time: the focus stays in it, Escape and a button close it, and the focus
 * goes back to where it was.
 */
export class Sheet {
  readonly #frame: HTMLElement;
  readonly #words: Words;
  close = () => {};

  constructor(frame: HTMLElement, words: Words) {
    this.#frame = frame;
    this.#words = words;
  }

  /** Opens with a title and hands over the room below it; whatever was open is closed. */
  open(title: string, ...content: Node[]): Surface {
    this.close();
    const before = activeIn(this.#frame);
    const closing = new AbortController();
    const close = () => {
      this.close = () => {};
      closing.abort();
      sheet.remove();
      before?.focus();
    };
    const host = make('div', { class: 'drawn' }, ...content);
    const box = make('div', {}, makeHead(title, this.#words.close, close), host);
    const sheet = make('div', { class: 'sheet', 'aria-modal': 'true', ...dialogOf(title) }, box);
    keepFocusIn(sheet, close);
    this.close = close;
    this.#frame.append(sheet);
    sheet.focus();
    return { host, signal: closing.signal };
  }

  /** Asks for a yes; a sheet that is closed says no. */
  ask(title: string, text: string, yes: string): Promise<boolean> {
    return new Promise((resolve) => {
      const agree = makeButton(yes, () => {
        resolve(true);
        this.close();
      });
      const refuse = makeButton(this.#words.no, () => this.close());
      this.open(title, make('p', {}, text), agree, refuse).signal.onabort = () => resolve(false);
    });
  }
}

/** What makes an element a dialog that can have the focus. */
export function dialogOf(title: string) {
  return { role: 'dialog', 'aria-label': title, tabindex: '-1' };
}

/** A title beside a button that closes what it stands on. */
export function makeHead(title: string, close: string, onClose: () => void): HTMLElement {
  return make('div', { class: 'head' }, make('h2', {}, title), makeIconButton(close, '×', onClose));
}

/** Leads Tab around inside a box while it covers the rest, and Escape out of it. */
export function keepFocusIn(box: HTMLElement, onEscape: () => void, covers = { matches: true }): void {
  box.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      onEscape();
    } else if (event.key === 'Tab' && covers.matches) {
      lead(box, event);
    }
  });
}

function lead(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.offsetParent);
  const [first, last] = [stops[0], stops.pop()];
  const [edge, next] = event.shiftKey ? [first, last] : [last, first];
  const active = activeIn(box);
  if (active === edge || active === box) {
    event.preventDefault();
    next?.focus();
  }
}

function activeIn(element: HTMLElement): HTMLElement | null {
  return (element.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
}
