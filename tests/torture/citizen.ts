import { setTimeout as sleep } from 'node:timers/promises';
import { DirectLineClient, type SeenActivity, type Upload } from '../support/direct-line-client.ts';

/** Patience: a server that dies again and again keeps a citizen waiting. */
const TRIES = 3_000;
const POLLS = 4_000;
const MAX_ANSWERS = 40;
const RADICADO = /\b[A-Z]{2,}-\d{4}-\d{6}\b/;
const STORY = 'Desde ayer en la tarde no llega agua a la casa y nadie contesta.';

/** What one conversation sent and saw, to be held against the database later. */
export type Session = {
  readonly conversationId: string;
  /** Ids of the messages that the server acknowledged, in the order of sending. */
  readonly sent: readonly string[];
  readonly radicados: readonly string[];
  readonly photos: number;
  /** The assistant's messages that arrived, each once. */
  readonly received: ReadonlySet<string>;
  /** Arrivals of a message that had arrived already. */
  readonly doubled: number;
};

type Habits = {
  readonly origin: () => string;
  /** By a stream, or by asking again and again. */
  readonly by: 'stream' | 'polling';
  readonly photo: Upload | null;
  /** Tells the story in two messages without waiting between them. */
  readonly inPieces: boolean;
  readonly random: () => number;
  readonly thinkMs: number;
};

/**
 * Somebody who files PQRS by reacting to what the assistant offers, not to its words.
 *
 * The first option is taken wherever there are options, and a story is told where there are none. Every message is
 * repeated under its own id until the server has it.
 */
export class Citizen {
  readonly #habits: Habits;
  readonly #client: DirectLineClient;
  readonly #sent: string[] = [];
  readonly #radicados: string[] = [];
  #photos = 0;

  constructor(habits: Habits) {
    this.#habits = habits;
    this.#client = new DirectLineClient(habits.origin);
  }

  async arrive(): Promise<void> {
    await this.#client.openUntilTaken(TRIES);
    if (this.#habits.by === 'stream') {
      this.#client.listen();
    }
  }

  /** Files one PQRS and returns its radicado. */
  async file(): Promise<string> {
    let photo = this.#habits.photo;
    let answers = await this.#say('quiero radicar una pqrs');
    for (let turn = 0; turn < MAX_ANSWERS; turn += 1) {
      const radicado = answers.map(({ text }) => RADICADO.exec(text ?? '')?.[0]).find(Boolean);
      if (radicado) {
        this.#radicados.push(radicado);
        return radicado;
      }
      const options = optionsOf(answers.at(-1));
      if (photo && expectsFreeText(options)) {
        answers = await this.#show(photo);
        photo = null;
      } else {
        answers = await this.#answer(options);
      }
    }
    throw new Error(
      `no radicado after ${MAX_ANSWERS} answers: ${answers.map(({ text }) => text).join(' | ')}`,
    );
  }

  /** Some words after another without waiting for answers. */
  async chatter(): Promise<void> {
    for (const words of ['menú', 'muchas gracias', 'horarios']) {
      await this.#send(words);
    }
    await this.#replyTo(this.#sent.at(-1) ?? '');
  }

  /** Goes away with the page still open: what comes now is seen at the next look. */
  rest(): void {
    this.#client.stopListening();
  }

  /** Looks once more and tells everything that this conversation sent and saw. Call when nothing waits any more. */
  async leave(): Promise<Session> {
    this.rest();
    await this.#client.refresh();
    await this.#client.poll();
    const ids = this.#client.received.filter(({ from }) => from.role !== 'user').map(({ id }) => id);
    return {
      conversationId: this.#client.conversationId,
      sent: this.#sent,
      radicados: this.#radicados,
      photos: this.#photos,
      received: new Set(ids),
      doubled: ids.length - new Set(ids).size,
    };
  }

  /** The first option where there are options, else the story. */
  async #answer(options: readonly string[]): Promise<readonly SeenActivity[]> {
    const [first] = options;
    if (first !== undefined) {
      return this.#say(first);
    }
    if (this.#habits.inPieces) {
      await this.#send('Vivo en una casa de dos pisos.');
    }
    return this.#say(STORY);
  }

  async #say(text: string): Promise<readonly SeenActivity[]> {
    return this.#replyTo(await this.#send(text));
  }

  async #send(text: string): Promise<string> {
    const id = await this.#think();
    await this.#client.postUntilTaken(text, id, TRIES);
    this.#sent.push(id);
    return id;
  }

  async #show(photo: Upload): Promise<readonly SeenActivity[]> {
    const id = await this.#think();
    await this.#client.uploadUntilTaken(photo, id, TRIES);
    this.#sent.push(id);
    this.#photos += 1;
    return this.#replyTo(id);
  }

  async #think(): Promise<string> {
    await sleep(this.#habits.random() * this.#habits.thinkMs);
    return `m${this.#sent.length + 1}`;
  }

  /** Waits until a message has been answered; its replies leave together. */
  async #replyTo(messageId: string): Promise<readonly SeenActivity[]> {
    const answered = `${this.#client.conversationId}|m-${messageId}`;
    const replies = (): readonly SeenActivity[] =>
      this.#client.received.filter(({ replyToId }) => replyToId === answered);
    await this.#client.pollUntil(() => replies().length > 0, POLLS);
    return replies();
  }
}

function optionsOf(activity: SeenActivity | undefined): readonly string[] {
  return activity?.suggestedActions?.actions.map(({ value }) => value) ?? [];
}

function expectsFreeText(options: readonly string[]): boolean {
  return options.length === 0;
}
