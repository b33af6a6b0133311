import { Additions } from './additions.ts';
import { type Activity, Api, forgetSession, READ, SESSION, storedSession } from './api.ts';
import { isOwn } from './bubble.ts';
import type { Config } from './config.ts';
import { Connection, type Status } from './connection.ts';
import { Messages } from './messages.ts';
import { type Item, Queue } from './queue.ts';
import { Sheet } from './sheet.ts';
import { forget, recall, remember } from './storage.ts';
import { type Options, View } from './view.ts';

/** The place of a page where a chat is. */
export type Stage = {
  /** The address of the server, without a path. */
  readonly base: string;
  readonly config: Config;
  readonly frame: HTMLElement;
  /** Whether the chat is before the person's eyes. */
  readonly isShown: () => boolean;
  readonly onUnread: (count: number) => void;
};

const TYPING_MS = 10_000;
const SEEN_DELAY_MS = 800;
const NO_OPTIONS: Options = { choices: [] };
/** Written for a moment to tell the other tabs that the conversation was erased. */
const ERASED = 'vecino.erased';

/** A chat: what is said goes into the queue, what the conversation holds comes onto the screen. */
export class Chat {
  readonly #stage: Stage;
  readonly #api: Api;
  readonly #view: View;
  readonly #sheet: Sheet;
  readonly #messages: Messages;
  readonly #queue: Queue;
  readonly #connection: Connection;
  /** The places in the conversation of what the assistant said and the person has not seen. */
  #unread: number[] = [];
  #options = NO_OPTIONS;
  #isStarted = false;
  #typingTimer = 0;
  #seenTimer = 0;
  #seen = 0;

  constructor(stage: Stage) {
    const { config, frame } = stage;
    this.#stage = stage;
    this.#api = new Api(`${stage.base}/v3/directline`);
    this.#sheet = new Sheet(frame, config.words);
    this.#queue = new Queue(this.#api, config.lang, {
      onAdd: (item) => this.#added(item),
      onSent: (item) => this.#sent(item),
      onFailed: (item) => this.#messages.failed(item),
    });
    const additions = this.#makeAdditions();
    this.#view = new View(frame, config.words, {
      onText: (text, quote) => this.#queue.add({ text, quote }),
      onMore: () => additions.open(),
      onScroll: () => this.#seeSoon(),
    });
    this.#messages = new Messages(this.#view, config, {
      onRetry: (item) => this.#queue.release(item),
      onDiscard: ({ id }) => this.#queue.drop(id),
      onReply: (question) => this.#reply(question),
    });
    this.#connection = new Connection(this.#api, {
      onActivity: (activity) => this.#show(activity),
      onStatus: (status) => this.#tell(status),
      onConversation: () => this.#begin(),
    });
    frame.append(additions.chooser);
  }

  /** The chat is before the person's eyes. */
  open(): void {
    this.start();
    this.#seeSoon();
    this.#view.focus();
  }

  /** Opens the conversation or takes it up, once. */
  start(): void {
    if (this.#isStarted) {
      return;
    }
    this.#isStarted = true;
    addEventListener('storage', (event) => this.#heardOf(event));
    document.addEventListener('visibilitychange', () => {
      this.#count();
      this.#seeSoon();
    });
    this.#queue.load();
    this.#queue.loadLost(this.#stage.config.words.lostFile);
    void this.#connection.run();
  }

  /** Deletes the conversation of this browser with all that waits in it, in every tab, and begins anew. */
  async forget(): Promise<void> {
    remember(ERASED, '1');
    forget(ERASED);
    this.#queue.load();
    this.#wipe();
    forgetSession();
    this.#connection.restart();
    this.#messages.note(this.#stage.config.words.erased);
  }

  /** Goes on here with a conversation from elsewhere. */
  async redeem(code: string): Promise<void> {
    try {
      await this.#api.redeem(code);
      this.#connection.restart();
    } catch {
      this.#messages.note(this.#stage.config.words.link);
    }
  }

  /** Tells the server how far the person has read, once for each new point, while the newest message is shown. */
  see(): void {
    const value = Number(this.#connection.watermark);
    if (!this.#stage.isShown() || !this.#view.scroll.isAtEnd || value <= this.#seen) {
      return;
    }
    this.#seen = value;
    remember(READ, `${value}`);
    this.#count();
    this.#api.post({ type: 'event', name: 'vecino.seen', value }).catch(() => {
      this.#seen = 0;
    });
  }

  #seeSoon(): void {
    clearTimeout(this.#seenTimer);
    this.#seenTimer = setTimeout(() => this.see(), SEEN_DELAY_MS);
  }

  #makeAdditions(): Additions {
    return new Additions({
      base: this.#stage.base,
      api: this.#api,
      queue: this.#queue,
      sheet: this.#sheet,
      config: this.#stage.config,
      onPlaced: (item) => this.#messages.placed(item),
      onErase: () => this.forget(),
      onNote: (text) => this.#messages.note(text),
    });
  }

  /** Another tab of this browser has changed what is remembered. */
  #heardOf({ key, newValue }: StorageEvent): void {
    if (key === ERASED && newValue) {
      this.#wipe();
    } else if (key === SESSION && storedSession()?.conversationId !== this.#connection.conversationId) {
      this.#connection.restart();
    } else if (key === READ) {
      this.#count();
    } else {
      this.#queue.load();
    }
  }

  #wipe(): void {
    this.#api.leave();
    this.#sheet.close();
    this.#queue.clear();
    this.#messages.clearAll();
    this.#begin();
  }

  /** Whatever belongs to the conversation before this one goes from the screen. */
  #begin(): void {
    this.#messages.clear();
    this.#unread = [];
    this.#seen = 0;
    this.#count();
    this.#setTyping(false);
    this.#offer(NO_OPTIONS);
  }

  /** What is said next answers this question, until the person changes their mind. */
  #reply(question: Activity): void {
    this.#view.setOptions(optionsOf(question), () => {
      this.#view.setOptions(this.#options);
      this.#view.focus();
    });
    this.#view.focus();
  }

  #offer(options: Options): void {
    this.#options = options;
    this.#view.setOptions(options);
  }

  #added(item: Item): void {
    this.#messages.add(item);
    this.#offer(NO_OPTIONS);
  }

  #sent(item: Item): void {
    this.#messages.sent(item);
    this.#setTyping(true);
  }

  #show(activity: Activity): void {
    const isMine = isOwn(activity);
    if (isMine) {
      this.#queue.drop(activity.channelData?.clientActivityID ?? '');
    }
    if (!this.#messages.show(activity)) {
      return;
    }
    this.#offer(isMine || this.#queue.isWaiting ? NO_OPTIONS : optionsOf(activity));
    if (!isMine) {
      this.#setTyping(false);
      this.#unread.push(Number(activity.id.split('|')[1]));
      this.#view.offerNewer();
      this.#count();
      this.#seeSoon();
    }
  }

  #tell(status: Status): void {
    this.#view.setStatus(this.#stage.config.words[status], status === 'online');
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

  #count(): void {
    this.#unread = this.#unread.filter((seq) => seq > Number(recall(READ)));
    this.#stage.onUnread(this.#unread.length);
  }
}

function optionsOf({ id, text = '', suggestedActions }: Activity): Options {
  return { choices: suggestedActions?.actions ?? [], quote: { id, text } };
}
