import { type Activity, Api } from './api.ts';
import { type Config, readConfig } from './config.ts';
import { Connection, type Status } from './connection.ts';
import { Messages } from './messages.ts';
import { type Item, Queue } from './queue.ts';
import { View } from './view.ts';

const TYPING_MS = 10_000;
const SEEN_DELAY_MS = 800;

/** The chat of a page: what is said goes into the queue, what the conversation holds comes onto the screen. */
class Chat {
  readonly #config: Config;
  readonly #api: Api;
  readonly #view: View;
  readonly #messages: Messages;
  readonly #queue: Queue;
  readonly #connection: Connection;
  #typingTimer = 0;
  #seenTimer = 0;
  #seen = 0;

  constructor(host: HTMLElement, base: string) {
    this.#config = readConfig();
    this.#api = new Api(base);
    this.#view = new View(host, this.#config, {
      onText: (text) => this.#say(text),
      onFile: (file) => this.#attach(file),
    });
    this.#messages = new Messages(this.#view.log, this.#config.words, {
      onRetry: (item) => this.#queue.retry(item),
      onDiscard: ({ id }) => this.#queue.drop(id),
    });
    this.#queue = new Queue(this.#api, {
      onAdd: (item) => this.#messages.add(item),
      onSent: (item) => this.#sent(item),
      onFailed: (item) => this.#messages.failed(item),
    });
    this.#connection = new Connection(this.#api, {
      onActivity: (activity) => this.#show(activity),
      onStatus: (status) => this.#tell(status),
      onConversation: () => this.#messages.clear(),
    });
  }

  start(): void {
    addEventListener('storage', () => this.#queue.load());
    document.addEventListener('visibilitychange', () => this.#seeSoon());
    this.#queue.load();
    this.#queue.loadLost(this.#config.words.lostFile);
    void this.#connection.run();
  }

  #say(text: string): void {
    this.#view.setOptions([]);
    this.#queue.add(text);
  }

  #attach(file: File): void {
    if (file.size > this.#config.maxFileBytes) {
      this.#view.setStatus(this.#config.words.tooLarge, false);
      return;
    }
    this.#view.setOptions([]);
    this.#queue.add('', file);
  }

  #sent(item: Item): void {
    this.#messages.sent(item);
    this.#setTyping(true);
  }

  #show(activity: Activity): void {
    const isOwn = activity.from.role === 'user';
    if (isOwn) {
      this.#queue.drop(activity.channelData?.clientActivityID ?? '');
    }
    if (activity.type !== 'message' || !this.#messages.show(activity)) {
      return;
    }
    const choices = isOwn || this.#queue.isWaiting ? [] : (activity.suggestedActions?.actions ?? []);
    this.#view.setOptions(choices);
    if (!isOwn) {
      this.#setTyping(false);
      this.#seeSoon();
    }
  }

  #tell(status: Status): void {
    this.#view.setStatus(this.#config.words[status], status === 'online');
    if (status === 'online') {
      void this.#queue.flush();
    }
  }

  #setTyping(isTyping: boolean): void {
    clearTimeout(this.#typingTimer);
    this.#view.setTyping(isTyping);
    if (isTyping) {
      this.#typingTimer = setTimeout(() => this.#view.setTyping(false), TYPING_MS);
    }
  }

  #seeSoon(): void {
    clearTimeout(this.#seenTimer);
    this.#seenTimer = setTimeout(() => this.#see(), SEEN_DELAY_MS);
  }

  /** Tells the server how far the person has read, once for each new point, while the page is on the screen. */
  #see(): void {
    const value = this.#connection.watermark;
    if (document.visibilityState !== 'visible' || value <= this.#seen) {
      return;
    }
    this.#seen = value;
    this.#api.post({ type: 'event', name: 'vecino.seen', value }).catch(() => {
      this.#seen = 0;
    });
  }
}

const { src } = (document.currentScript as HTMLScriptElement | null) ?? { src: location.href };
const host = document.getElementById('vecino-chat');
if (host) {
  new Chat(host, `${new URL(src).origin}/v3/directline`).start();
}
