import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

export type SeenActivity = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role?: string };
  readonly replyToId?: string;
  readonly inputHint?: string;
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: string }[];
  };
};

export type Upload = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

type ActivityPage = { readonly activities: readonly SeenActivity[]; readonly watermark: string };

const RETRY_MS = 100;
const REQUEST_TIMEOUT_MS = 15_000;

/** The server said no. What can never be taken is not repeated. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(what: string, status: number, retryAfter: string | null) {
    super(`${what} answered ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfter === null ? null : Number(retryAfter) * 1000;
  }

  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

/** A citizen's browser reduced to its requests: opens a conversation, posts, polls or listens by watermark. */
export class DirectLineClient {
  readonly #origin: () => string;
  #token = '';
  #watermark = '';
  #socket: WebSocket | null = null;
  #listening = false;
  conversationId = '';
  /** Everything received, in the order of arrival, doubled ones too. */
  readonly received: SeenActivity[] = [];

  /** `origin` is asked at each request, because a restarted server may have another port. */
  constructor(origin: string | (() => string)) {
    this.#origin = typeof origin === 'string' ? () => origin : origin;
  }

  async open(): Promise<void> {
    const token = await this.#post('/v3/directline/tokens/generate', {});
    this.#token = token.token;
    this.conversationId = token.conversationId;
    await this.join();
  }

  /** Says that somebody came; safe to repeat. */
  async join(): Promise<void> {
    const opened = await this.#post('/v3/directline/conversations', {});
    this.#token = opened.token;
    this.conversationId = opened.conversationId;
  }

  /** Exchanges the token for a fresh one, also when it has expired. */
  async refresh(): Promise<void> {
    const { token } = await this.#post('/v3/directline/tokens/refresh', {});
    this.#token = token;
  }

  /** Opens a conversation however often the server dies meanwhile. */
  async openUntilTaken(tries = 200): Promise<void> {
    await untilTaken(() => (this.#token === '' ? this.open() : this.join()), tries);
  }

  /** Posts a text under the client's own id; safe to repeat with the same id. */
  async post(text: string, clientActivityId: string): Promise<string> {
    const { id } = await this.#post(`${this.#path()}/activities`, toActivity(text, clientActivityId));
    return id;
  }

  /** Repeats a post until the server answers, as a browser with a queue does. */
  async postUntilTaken(text: string, clientActivityId: string, tries = 200): Promise<string> {
    return untilTaken(() => this.post(text, clientActivityId), tries);
  }

  /** Posts a file with a text, repeated until the server answers. */
  async uploadUntilTaken(file: Upload, clientActivityId: string, tries = 200): Promise<string> {
    return untilTaken(async () => {
      const form = new FormData();
      const activity = JSON.stringify(toActivity('', clientActivityId));
      form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
      form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      const { id } = await this.#request('POST', `${this.#path()}/upload`, form);
      return id;
    }, tries);
  }

  /** Reads what is new since the last poll. */
  async poll(): Promise<readonly SeenActivity[]> {
    const page = await this.#request('GET', `${this.#path()}/activities?watermark=${this.#watermark}`);
    this.#take(page);
    return page.activities;
  }

  /** Polls until an answer to one's own message has come, for a bounded number of polls. */
  async pollUntil(found: (all: readonly SeenActivity[]) => boolean, polls = 600): Promise<void> {
    for (let attempt = 0; attempt < polls; attempt += 1) {
      if (!this.#listening) {
        await this.poll().catch(() => undefined);
      }
      if (found(this.received)) {
        return;
      }
      await sleep(50);
    }
    throw new Error(`no such answer; the last texts were: ${this.texts().slice(-4).join(' | ')}`);
  }

  /** From now on a stream brings what is new, opened again with the watermark whenever it breaks. */
  listen(): void {
    this.#listening = true;
    void this.#keepListening();
  }

  stopListening(): void {
    this.#listening = false;
    this.#socket?.terminate();
  }

  /** What the assistant said, in order. */
  texts(): readonly string[] {
    return this.received.filter(({ from }) => from.role !== 'user').map(({ text }) => text ?? '');
  }

  async #keepListening(): Promise<void> {
    while (this.#listening) {
      await this.#listenOnce().catch(() => undefined);
      await sleep(RETRY_MS);
    }
  }

  /** Resolves when the stream has ended. */
  async #listenOnce(): Promise<void> {
    const { streamUrl } = await this.#request('GET', `${this.#path()}?watermark=${this.#watermark}`);
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(streamUrl);
      this.#socket = socket;
      socket.on('message', (data) => {
        const frame = data.toString();
        if (frame !== '') {
          this.#take(JSON.parse(frame));
        }
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => resolve());
    });
  }

  #take(page: ActivityPage): void {
    this.#watermark = page.watermark;
    this.received.push(...page.activities);
  }

  #path(): string {
    return `/v3/directline/conversations/${this.conversationId}`;
  }

  async #post(path: string, body: object): Promise<{ token: string; conversationId: string; id: string }> {
    return this.#request('POST', path, body);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the protocol's own JSON, read by tests only.
  async #request(method: string, path: string, body?: object): Promise<any> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.#origin()}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    if (!response.ok) {
      const what = `${method} ${path.split('?')[0]}`;
      throw new RequestError(what, response.status, response.headers.get('retry-after'));
    }
    return response.json();
  }
}

function toActivity(text: string, clientActivityId: string): object {
  return {
    type: 'message',
    from: { id: 'me' },
    text,
    channelData: { clientActivityID: clientActivityId },
  };
}

async function untilTaken<T>(work: () => Promise<T>, tries: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = attempt < tries ? retryDelayMs(error) : null;
      if (waitMs === null) {
        throw error;
      }
      await sleep(waitMs);
    }
  }
}

/** Null when a repetition would be refused too. */
function retryDelayMs(error: unknown): number | null {
  if (!(error instanceof RequestError)) {
    return RETRY_MS;
  }
  return error.isFinal ? null : (error.retryAfterMs ?? RETRY_MS);
}
