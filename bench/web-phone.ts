import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** The widget's own waits before it comes back, with the same spread. */
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/** An answer is not far when this has passed: something is broken, and waiting longer hides it. */
const GIVE_UP_MS = 60_000;

type Session = { readonly conversationId: string; readonly token: string; readonly streamUrl: string };
type Activity = { readonly id: string; readonly replyToId?: string };

/** A chat that is open on somebody's phone, as far as the server sees it. It comes back by itself. */
export class WebPhone {
  readonly #base: string;
  readonly #waiting = new Map<string, () => void>();
  readonly #arrived = new Map<string, number>();
  readonly #answers = new Map<string, number>();
  readonly #posted: string[] = [];
  #conversationId = '';
  #token = '';
  #watermark = '0';
  #socket: WebSocket | null = null;
  #isOpen = false;
  #whenBack: () => void = () => undefined;

  constructor(origin: string) {
    this.#base = `${origin}/v3/directline`;
  }

  /** Opens a conversation and resolves when its stream is there. */
  async open(): Promise<void> {
    this.#isOpen = true;
    await this.#ask('POST', '/tokens/generate');
    await this.#ask('POST', '/conversations');
    const back = this.back();
    void this.#keepListening();
    await back;
  }

  /** Resolves when the stream is there, at once if it is. */
  back(): Promise<void> {
    return this.isBack
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#whenBack = resolve;
        });
  }

  get isBack(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Says something, again and again until it is taken; gives the milliseconds until the first answer is here. */
  async say(text: string): Promise<number> {
    const messageId = randomUUID();
    const id = `${this.#conversationId}|m-${messageId}`;
    const startedAt = performance.now();
    const answered = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    await this.#post({ type: 'message', text, channelData: { clientActivityID: messageId } });
    this.#posted.push(id);
    await inTime(answered);
    this.#waiting.delete(id);
    return performance.now() - startedAt;
  }

  /** Messages that were acknowledged and have no answer here. */
  get lost(): number {
    return this.#posted.filter((id) => !this.#answers.has(id)).length;
  }

  /** Arrivals of what had arrived already, and second answers to one message. */
  get doubled(): number {
    const again = [...this.#arrived.values(), ...this.#answers.values()].map((times) => times - 1);
    return again.reduce((sum, times) => sum + times, 0);
  }

  close(): void {
    this.#isOpen = false;
    this.#socket?.terminate();
  }

  async #post(activity: object): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await this.#ask('POST', `/conversations/${this.#conversationId}/activities`, activity);
        return;
      } catch {
        await sleep(waitAfter(failures));
      }
    }
  }

  async #keepListening(): Promise<void> {
    for (let failures = 0; this.#isOpen; failures += 1) {
      try {
        await this.#listen(() => {
          failures = 0;
        });
      } catch {
        // Whatever failed is tried again after the wait.
      }
      await sleep(this.#isOpen ? waitAfter(failures) : 0);
    }
  }

  /** Resolves when the stream has ended. */
  async #listen(onOpen: () => void): Promise<void> {
    const path = `/conversations/${this.#conversationId}?watermark=${this.#watermark}`;
    const { streamUrl } = await this.#ask('GET', path);
    const socket = new WebSocket(streamUrl);
    this.#socket = socket;
    await new Promise<void>((resolve) => {
      socket.on('open', () => {
        onOpen();
        this.#whenBack();
      });
      socket.on('message', (data) => this.#take(data.toString()));
      socket.on('error', () => socket.terminate());
      socket.on('close', () => resolve());
    });
  }

  #take(frame: string): void {
    if (frame === '') {
      return;
    }
    const set = JSON.parse(frame) as { activities: readonly Activity[]; watermark: string };
    this.#watermark = set.watermark;
    for (const { id, replyToId } of set.activities) {
      count(this.#arrived, id);
      if (replyToId !== undefined) {
        count(this.#answers, replyToId);
        this.#waiting.get(replyToId)?.();
      }
    }
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Session> {
    const response = await fetch(this.#base + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    const answer = (await response.json()) as Session;
    if (!response.ok) {
      throw new Error(`${method} answered ${response.status}`);
    }
    this.#token = answer.token ?? this.#token;
    this.#conversationId = answer.conversationId ?? this.#conversationId;
    return answer;
  }
}

async function inTime(answered: Promise<void>): Promise<void> {
  const abort = new AbortController();
  const late = sleep(GIVE_UP_MS, 'late', { signal: abort.signal });
  late.catch(() => undefined);
  const end = await Promise.race([answered, late]);
  abort.abort();
  if (end === 'late') {
    throw new Error('a message was not answered in time');
  }
}

function waitAfter(failures: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random());
}

function count(times: Map<string, number>, id: string): void {
  times.set(id, (times.get(id) ?? 0) + 1);
}
