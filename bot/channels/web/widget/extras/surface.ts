import type { Surface } from '../extras-face.ts';
import { css } from './extras.css';

/** Gives the answer and ends the question; whatever comes later is not heard. */
export type Answer<T> = (value: T | null) => void;

const dressed = new WeakSet<Node>();

/**
 * Asks something on a sheet and waits; a sheet that is closed is answered with null.
 *
 * The second argument of `begin` is aborted with the answer, whichever it is: what was begun ends by it.
 */
export function askOn<T>(
  { host, signal }: Surface,
  begin: (answer: Answer<T>, life: AbortSignal) => void,
): Promise<T | null> {
  dress(host.getRootNode());
  return new Promise((resolve) => {
    const life = new AbortController();
    const answer: Answer<T> = (value) => {
      resolve(value);
      life.abort();
      host.textContent = '';
    };
    if (signal.aborted) {
      answer(null);
      return;
    }
    signal.addEventListener('abort', () => answer(null), { signal: life.signal });
    begin(answer, life.signal);
  });
}

/** A sheet made by script is allowed where inline styles are not; old browsers take the element. */
function dress(root: Node): void {
  if (dressed.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) {
    return;
  }
  dressed.add(root);
  if (typeof CSSStyleSheet.prototype.replaceSync === 'function') {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } else {
    const style = document.createElement('style');
    style.textContent = css;
    (root instanceof Document ? root.head : root).append(style);
  }
}
