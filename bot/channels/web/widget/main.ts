import { Chat } from './chat.ts';
import type { Config } from './config.ts';
import { make } from './dom.ts';
import { embed } from './embed.ts';
import { addRoot } from './root.ts';

const base = new URL((document.currentScript as HTMLScriptElement).src).origin;

/** Puts the chat where our own page has left room for it. */
function settle(host: HTMLElement, config: Config): void {
  const { title } = document;
  const frame = make('div', { class: 'chat' });
  addRoot(host).append(frame);
  const chat = new Chat({
    base,
    config,
    frame,
    isShown: () => !document.hidden,
    onUnread: (count) => {
      document.title = document.hidden && count > 0 ? `(${count}) ${title}` : title;
    },
  });
  Object.assign(host, { vecino: { forget: () => chat.forget() } });
  addEventListener('hashchange', () => void follow(chat));
  addEventListener('load', () => void install(config));
  void follow(chat).then(() => chat.start());
}

/** Takes over the conversation that a link names. The code leaves the address at once. */
async function follow(chat: Chat): Promise<void> {
  const [, code] = /^#seguir=([\w-]+)$/.exec(location.hash) ?? [];
  if (code) {
    history.replaceState(null, '', location.pathname + location.search);
    await chat.redeem(code);
  }
}

/** Without a worker the page only does not open offline. */
async function install({ worker }: Config): Promise<void> {
  if (worker) {
    await navigator.serviceWorker?.register(worker).catch(() => null);
  }
}

function begin(): void {
  const host = document.getElementById('vecino-chat');
  const settings = document.getElementById('vecino-config')?.textContent;
  if (!host || !settings) {
    // On a page that may not hold the chat, or out of reach of the server, there is nothing to show.
    embed(base).catch(() => null);
  } else if (!host.shadowRoot) {
    settle(host, JSON.parse(settings) as Config);
  }
}

if (document.body) {
  begin();
} else {
  addEventListener('DOMContentLoaded', begin);
}
