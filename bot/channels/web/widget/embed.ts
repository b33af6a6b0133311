import { storedSession } from './api.ts';
import { Chat } from './chat.ts';
import type { Config } from './config.ts';
import { make, makeIcon, makeIconButton } from './dom.ts';
import { css as launcherCss } from './launcher.css';
import { request } from './request.ts';
import { addRoot } from './root.ts';
import { dialogOf, keepFocusIn, makeHead } from './sheet.ts';
import { css } from './style.css';

const BUBBLE = 'M3 3h18v15H9l-6 4z';

/** Below this width the chat takes the whole screen. */
const FULL_SCREEN = '(max-width:480px)';

/**
 * Puts a button that opens the chat on somebody else's page. Fails where the utility does not allow the page.
 *
 * A visitor who opens nothing begins no conversation; one who has one is told what is unread.
 */
export async function embed(base: string): Promise<void> {
  const config = await request<Config>(`${base}/widget-config.json`, {});
  if (document.getElementById('vecino-chat')) {
    return;
  }
  const { words, title, launcher } = config;
  const badge = make('span', { class: 'badge', hidden: '' });
  const button = makeIconButton(words.open, makeIcon(BUBBLE), () => show(frame.hidden === true));
  const head = makeHead(title, words.close, () => show(false));
  const frame = make('div', { class: `chat panel ${launcher.side}`, ...dialogOf(title), hidden: '' }, head);
  button.classList.add('launcher', launcher.side);
  button.append(badge);
  keepFocusIn(frame, () => show(false), matchMedia(FULL_SCREEN));
  addGuestRoot(config).append(button, frame);
  const chat = new Chat({
    base,
    config,
    frame,
    isShown: () => !document.hidden && !frame.hidden,
    onUnread: (count) => {
      badge.hidden = count === 0;
      badge.textContent = `${count}`;
      button.setAttribute('aria-label', words.open + (count > 0 ? `. ${words.unread}: ${count}` : ''));
    },
  });
  const show = (isOpen: boolean) => {
    chat.see();
    frame.hidden = !isOpen;
    button.setAttribute('aria-expanded', `${isOpen}`);
    if (isOpen) {
      chat.open();
    } else {
      button.focus();
    }
  };
  if (storedSession()) {
    chat.start();
  }
}

/**
 * A corner of the page that the page's own style does not reach, and whose keys are not the page's shortcuts.
 *
 * What is pressed down stays in the panel by itself.
 */
function addGuestRoot({ lang, title, colors }: Config): ShadowRoot {
  const host = make('div', {
    id: 'vecino-chat',
    'data-guest': '',
    lang,
    role: 'region',
    'aria-label': title,
  });
  host.style.setProperty('--vecino-primary', colors.primary);
  host.style.setProperty('--vecino-on-primary', colors.onPrimary);
  host.style.fontSize = 'medium';
  document.body.append(host);
  const root = addRoot(host, toPixels(css + launcherCss, getComputedStyle(host).fontSize));
  for (const key of ['keypress', 'keyup']) {
    root.addEventListener(key, (event) => event.stopPropagation());
  }
  return root;
}

/** Pages decide what a rem is, so lengths are counted from the size that the person has chosen for text. */
function toPixels(style: string, textSize: string): string {
  return style.replace(
    /([\d.]+)rem/g,
    (_, length: string) => `${Number(length) * Number.parseFloat(textSize)}px`,
  );
}
