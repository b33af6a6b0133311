import { ChatWindow } from './chat-window.ts';
import { type KioskConfig, partOf, readKioskConfig } from './config.ts';
import { forgetAll, forgetStorage } from './forget-all.ts';
import { offerFullScreen } from './full-screen.ts';
import { IdleWatch } from './idle-watch.ts';
import { Phone } from './phone.ts';
import { Warning } from './warning.ts';

/** A machine for many people, one after the other: none finds anything of the one before. */
class Kiosk {
  readonly #config: KioskConfig;
  readonly #window: ChatWindow;
  readonly #watch: IdleWatch;
  readonly #warning: Warning;
  readonly #phone: Phone;
  #clearing: Promise<void>;

  constructor(config: KioskConfig) {
    this.#config = config;
    this.#window = new ChatWindow(config);
    this.#warning = new Warning(config, () => this.#watch.extend());
    this.#phone = new Phone(config, () => this.#end());
    this.#watch = new IdleWatch(config, {
      onIdle: () => this.#warn(),
      onCount: (seconds) => this.#warning.count(seconds),
      onBack: () => this.#warning.close(),
      onGone: () => this.#end(),
    });
    this.#clearing = forgetAll();
  }

  start(): void {
    offerFullScreen(this.#config);
    partOf('begin').hidden = false;
    partOf('begin').addEventListener('click', () => void this.#begin());
    partOf('end').addEventListener('click', () => this.#end());
    partOf('leave').addEventListener('click', () => this.#end());
    partOf('to-phone').addEventListener('click', () => this.#phone.open());
    partOf('vecino-chat').addEventListener('click', (event) => this.#keepHere(event), { capture: true });
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#end());
  }

  async #begin(): Promise<void> {
    const notice = partOf('notice');
    notice.textContent = '';
    await this.#clearing;
    try {
      await this.#window.load();
    } catch {
      notice.textContent = this.#config.words.noNetwork;
      return;
    }
    this.#show('chat');
    partOf('chat').focus();
    this.#watch.start();
  }

  #warn(): void {
    this.#warning.open({ radicado: this.#window.findRadicado(), hasUnsent: this.#window.hasUnsent() });
  }

  /** The screen first, because that is what the next person sees. */
  #end(): void {
    this.#leave();
    this.#clearing = this.#clear();
    partOf('notice').textContent = this.#config.words.cleared;
    partOf('begin').focus();
  }

  /** All that can be done at once; a page that the browser keeps aside must not hold a person either. */
  #leave(): void {
    this.#watch.stop();
    this.#warning.close();
    this.#phone.close();
    this.#show('start');
    this.#window.emptyField();
    forgetStorage();
  }

  /** A widget that fails to forget goes with its page: an own address leaves no trace in the browser's history. */
  async #clear(): Promise<void> {
    await forgetAll();
    await this.#window.forget().catch(() => location.replace(location.pathname));
  }

  #show(screen: 'start' | 'chat'): void {
    document.body.setAttribute('data-screen', screen);
    for (const [id, on] of Object.entries({
      start: 'start',
      chat: 'chat',
      end: 'chat',
      'to-phone': 'chat',
    })) {
      partOf(id).hidden = on !== screen;
    }
  }

  /** Nobody can come back from another page: what a message links to is for the person's own telephone. */
  #keepHere(event: Event): void {
    const isLink = event.composedPath().some((part) => part instanceof HTMLAnchorElement);
    if (isLink) {
      event.preventDefault();
      this.#phone.open();
    }
  }
}

new Kiosk(readKioskConfig()).start();
