import type { Activity, ActivitySet, Api } from './api.ts';
import { waitAfter } from './request.ts';

export type Status = 'online' | 'connecting' | 'offline';

type Listener = {
  readonly onActivity: (activity: Activity) => void;
  readonly onStatus: (status: Status) => void;
  /** Another conversation than before: what was read belongs to the old one. */
  readonly onConversation: () => void;
};

const POLL_MS = 3000;
/** So many failures less than none: the first waits are of some milliseconds. */
const IN_A_HURRY = -6;
/** The server says something at least every 10 seconds; a socket this quiet is dead. */
const SILENCE_MS = 35_000;
/** After this many sockets that never opened, the network is taken to forbid them for a while. */
const MAX_REFUSED_SOCKETS = 2;
const POLLS_BEFORE_NEXT_SOCKET = 20;

/** Follows the conversation: by socket, or by asking where sockets do not get through. Ends with the page. */
export class Connection {
  readonly #api: Api;
  readonly #listener: Listener;
  /** How far this page has read. */
  watermark = '0';
  /** The conversation that this page shows. */
  conversationId: string | null = null;
  #failures = 0;
  #refusedSockets = 0;
  #wake = () => {};
  #hangUp = () => {};

  constructor(api: Api, listener: Listener) {
    this.#api = api;
    this.#listener = listener;
  }

  async run(): Promise<never> {
    addEventListener('online', () => this.#wake());
    addEventListener('offline', () => {
      this.#listener.onStatus('offline');
      this.#hangUp();
    });
    for (;;) {
      try {
        await (this.#refusedSockets >= MAX_REFUSED_SOCKETS ? this.#poll() : this.#follow());
      } catch {
        // Whatever failed is tried again after the wait.
      }
      this.#listener.onStatus(navigator.onLine ? 'connecting' : 'offline');
      await this.#sleep(waitAfter(this.#failures++));
    }
  }

  /** Looks at once which conversation this browser is in. */
  restart(): void {
    this.watermark = '0';
    this.#failures = IN_A_HURRY;
    this.#hangUp();
    this.#wake();
  }

  async #follow(): Promise<void> {
    const { conversationId, streamUrl = '', activities, watermark } = await this.#api.connect(this.watermark);
    if (this.#isOther(conversationId)) {
      return this.#follow();
    }
    if (activities && watermark) {
      this.#take({ activities, watermark });
    }
    const opened = await this.#listen(streamUrl);
    this.#refusedSockets = opened ? 0 : this.#refusedSockets + 1;
  }

  /** Resolves when the socket has closed, with whether it was ever open. */
  #listen(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      let opened = false;
      const end = () => {
        clearTimeout(silence);
        socket.onmessage = null;
        socket.close();
        resolve(opened);
      };
      let silence = setTimeout(end, SILENCE_MS);
      this.#hangUp = end;
      socket.onopen = () => {
        opened = true;
        this.#isUp();
      };
      socket.onmessage = ({ data }) => {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE_MS);
        if (data) {
          this.#take(JSON.parse(data) as ActivitySet);
        }
      };
      socket.onclose = end;
    });
  }

  async #poll(): Promise<void> {
    for (let round = 0; round < POLLS_BEFORE_NEXT_SOCKET; round++) {
      const { conversationId, answer } = await this.#api.activitiesSince(this.watermark);
      if (!this.#isOther(conversationId)) {
        this.#take(answer);
        this.#isUp();
      }
      await this.#sleep(POLL_MS);
    }
    this.#refusedSockets = MAX_REFUSED_SOCKETS - 1;
  }

  /** Notices that the old conversation could not be opened any more, and starts reading from the beginning. */
  #isOther(conversationId: string): boolean {
    const isOther = this.conversationId !== null && this.conversationId !== conversationId;
    this.conversationId = conversationId;
    if (isOther) {
      this.watermark = '0';
      this.#listener.onConversation();
    }
    return isOther;
  }

  #isUp(): void {
    this.#failures = 0;
    this.#listener.onStatus('online');
  }

  #take({ watermark, activities }: ActivitySet): void {
    this.watermark = watermark ?? this.watermark;
    for (const activity of activities) {
      this.#listener.onActivity(activity);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
