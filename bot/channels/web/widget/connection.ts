import type { Activity, ActivitySet, Api } from './api.ts';

export type Status = 'online' | 'connecting' | 'offline';

type Listener = {
  readonly onActivity: (activity: Activity) => void;
  readonly onStatus: (status: Status) => void;
  /** Another conversation than before: what was read belongs to the old one. */
  readonly onConversation: () => void;
};

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
const POLL_MS = 3000;
/** The server says something at least every 10 seconds; a socket this quiet is dead. */
const SILENCE_MS = 35_000;
/** After this many sockets that never opened, the network is taken to forbid them for a while. */
const MAX_REFUSED_SOCKETS = 2;
const POLLS_BEFORE_NEXT_SOCKET = 20;

/** Follows the conversation: by socket, or by asking where sockets do not get through. Ends with the page. */
export class Connection {
  readonly #api: Api;
  readonly #listener: Listener;
  #watermark = '0';
  #conversationId: string | null = null;
  #failures = 0;
  #refusedSockets = 0;
  #wake = () => {};
  #socket: WebSocket | null = null;

  constructor(api: Api, listener: Listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** How far this page has read. */
  get watermark(): number {
    return Number(this.#watermark);
  }

  async run(): Promise<never> {
    addEventListener('online', () => this.#wake());
    addEventListener('offline', () => {
      this.#listener.onStatus('offline');
      this.#socket?.close();
    });
    for (;;) {
      try {
        await (this.#refusedSockets >= MAX_REFUSED_SOCKETS ? this.#poll() : this.#follow());
      } catch {
        // Whatever failed is tried again after the wait.
      }
      this.#listener.onStatus(navigator.onLine ? 'connecting' : 'offline');
      const grown = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
      await this.#sleep(grown * (0.5 + Math.random()));
    }
  }

  async #follow(): Promise<void> {
    const { conversationId, streamUrl = '' } = await this.#api.connect(this.#watermark);
    if (this.#isOther(conversationId)) {
      return this.#follow();
    }
    const opened = await this.#listen(streamUrl);
    this.#refusedSockets = opened ? 0 : this.#refusedSockets + 1;
  }

  /** Resolves when the socket has closed, with whether it was ever open. */
  #listen(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      let opened = false;
      let silence = setTimeout(() => socket.close(), SILENCE_MS);
      this.#socket = socket;
      socket.onopen = () => {
        opened = true;
        this.#isUp();
      };
      socket.onmessage = ({ data }) => {
        clearTimeout(silence);
        silence = setTimeout(() => socket.close(), SILENCE_MS);
        if (data) {
          this.#take(JSON.parse(String(data)) as ActivitySet);
        }
      };
      socket.onclose = () => {
        clearTimeout(silence);
        resolve(opened);
      };
    });
  }

  async #poll(): Promise<void> {
    for (let round = 0; round < POLLS_BEFORE_NEXT_SOCKET; round++) {
      const { conversationId, set } = await this.#api.activitiesSince(this.#watermark);
      if (!this.#isOther(conversationId)) {
        this.#take(set);
        this.#isUp();
      }
      await this.#sleep(POLL_MS);
    }
    this.#refusedSockets = MAX_REFUSED_SOCKETS - 1;
  }

  /** Notices that the old conversation could not be opened any more, and starts reading from the beginning. */
  #isOther(conversationId: string): boolean {
    const isOther = this.#conversationId !== null && this.#conversationId !== conversationId;
    this.#conversationId = conversationId;
    if (isOther) {
      this.#watermark = '0';
      this.#listener.onConversation();
    }
    return isOther;
  }

  #isUp(): void {
    this.#failures = 0;
    this.#listener.onStatus('online');
  }

  #take({ watermark, activities }: ActivitySet): void {
    this.#watermark = watermark ?? this.#watermark;
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
