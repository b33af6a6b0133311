import { setTimeout as sleep } from 'node:timers/promises';

export type SeenActivity = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role?: string };
  readonly replyToId?: string;
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: string }[];
  };
};

/** A citizen's browser reduced to its requests: opens a conversation, posts, polls by watermark. */
export class DirectLineClient {
  readonly #origin: () => string;
  #token = '';
  #watermark = '';
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
    const opened = await this.#post('/v3/directline/conversations', {});
    this.#token = opened.token;
    this.conversationId = opened.conversationId;
  }

  /** Posts a text under the client's own id; safe to repeat with the same id. */
  async post(text: string, clientActivityId: string): Promise<string> {
    const { id } = await this.#post(`/v3/directline/conversations/${this.conversationId}/activities`, {
      type: 'message',
      from: { id: 'me' },
      text,
      channelData: { clientActivityID: clientActivityId },
    });
    return id;
  }

  /** Repeats a post until the server answers, as a browser with a queue does. */
  async postUntilTaken(text: string, clientActivityId: string, tries = 200): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.post(text, clientActivityId);
      } catch (error) {
        if (attempt >= tries) {
          throw error;
        }
        await sleep(100);
      }
    }
  }

  /** Reads what is new since the last poll. */
  async poll(): Promise<readonly SeenActivity[]> {
    const path = `/v3/directline/conversations/${this.conversationId}/activities?watermark=${this.#watermark}`;
    const page = await this.#request('GET', path);
    this.#watermark = page.watermark;
    this.received.push(...page.activities);
    return page.activities;
  }

  /** Polls until an answer to one's own message has come, for a bounded number of polls. */
  async pollUntil(found: (all: readonly SeenActivity[]) => boolean, polls = 600): Promise<void> {
    for (let attempt = 0; attempt < polls; attempt += 1) {
      await this.poll().catch(() => undefined);
      if (found(this.received)) {
        return;
      }
      await sleep(50);
    }
    throw new Error(`no such answer; the last texts were: ${this.texts().slice(-4).join(' | ')}`);
  }

  /** What the assistant said, in order. */
  texts(): readonly string[] {
    return this.received.filter(({ from }) => from.role !== 'user').map(({ text }) => text ?? '');
  }

  async #post(path: string, body: object): Promise<{ token: string; conversationId: string; id: string }> {
    return this.#request('POST', path, body);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the protocol's own JSON, read by tests only.
  async #request(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${this.#origin()}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path.split('?')[0]} answered ${response.status}`);
    }
    return response.json();
  }
}
