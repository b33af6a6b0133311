import { make } from './dom.ts';
import { attempt } from './storage.ts';
import { css } from './style.css';

/**
 * A shadow root with a style, by default the one of the chat.
 *
 * A sheet made by script is allowed where inline styles are not; old browsers take the element.
 */
export function addRoot(host: HTMLElement, style = css): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  const sheet = attempt(() => new CSSStyleSheet());
  if (sheet && root.adoptedStyleSheets) {
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.append(make('style', {}, style));
  }
  return root;
}
