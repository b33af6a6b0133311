import { randomUUID } from 'node:crypto';
import { incomingContent } from '../domain/messages/content.ts';
import type { Engine } from './engine.ts';

/** The asked turn is not far when this has passed: something is broken, and waiting longer hides it. */
const GIVE_UP_MS = 20_000;

/** Milliseconds from the moment a message was handed to the inbox. */
export type TurnTimes = { readonly committedMs: number; readonly sentMs: number };

/** When the next message follows: as soon as the last turn is committed, or when its answer has left. */
export type Pace = 'committed' | 'sent';

/** People who write without a pause. */
export class Citizens {
  readonly #engine: Engine;
  readonly #ids: readonly string[];
  readonly #unsent = new Map<string, (() => void)[]>();

  private constructor(engine: Engine, ids: readonly string[]) {
    this.#engine = engine;
    this.#ids = ids;
    engine.spy.onSent = (id) => this.#unsent.get(id)?.shift()?.();
  }

  /** Opens the conversations and takes each past the aviso, to where a word brings the menu. */
  static async open(engine: Engine, count: number): Promise<Citizens> {
    const { inbox } = engine.messaging;
    const opened = await Promise.all(
      Array.from({ length: count }, () => inbox.openConversation({ channel: 'web', address: randomUUID() })),
    );
    const ids = opened.map(({ id }) => id);
    const citizens = new Citizens(engine, ids);
    for (const text of ['hola', 'Acepto']) {
      await Promise.all(ids.map((id) => citizens.#say(id, text, 'committed')));
    }
    await engine.messaging.idle();
    return citizens;
  }

  /** The conversation of the first of them. */
  get firstId(): string {
    return this.#ids[0] ?? '';
  }

  /** `count` of them write for so long; gives the times of every turn once every answer has left. */
  async talk(count: number, durationMs: number, pace: Pace = 'committed'): Promise<readonly TurnTimes[]> {
    const times: TurnTimes[] = [];
    const endsAt = performance.now() + durationMs;
    const chat = async (id: string): Promise<void> => {
      while (performance.now() < endsAt) {
        times.push(await this.#say(id, 'menú', pace));
      }
    };
    await Promise.all(this.#ids.slice(0, count).map(chat));
    await this.#engine.messaging.idle();
    return times;
  }

  /** Resolves by the pace; the time of sending is filled in when it happens. */
  async #say(conversationId: string, text: string, pace: Pace): Promise<TurnTimes> {
    const { inbox } = this.#engine.messaging;
    const startedAt = performance.now();
    const times = { committedMs: Number.NaN, sentMs: Number.NaN };
    const sent = this.#nextSent(conversationId).then(() => {
      times.sentMs = performance.now() - startedAt;
    });
    const committed = this.#nextCommit(conversationId).then(() => {
      times.committedMs = performance.now() - startedAt;
    });
    await inbox.receive({
      conversationId,
      messageId: randomUUID(),
      kind: 'message',
      content: incomingContent({ text }),
    });
    await (pace === 'sent' ? Promise.all([committed, sent]) : committed);
    return times;
  }

  #nextSent(conversationId: string): Promise<void> {
    const unsent = this.#unsent.get(conversationId) ?? [];
    this.#unsent.set(conversationId, unsent);
    return new Promise((resolve) => unsent.push(resolve));
  }

  #nextCommit(conversationId: string): Promise<void> {
    const { timeline } = this.#engine.messaging;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a turn was not committed in time')), GIVE_UP_MS);
      const leave = timeline.subscribe(conversationId, () => {
        clearTimeout(timer);
        leave();
        resolve();
      });
    });
  }
}
