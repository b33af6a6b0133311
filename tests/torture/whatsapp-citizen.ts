import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopbackCitizen } from '../support/whatsapp-loopback/citizen.ts';

const STORY = 'Hace tres días que no llega el agua y ya nadie contesta';
const RADICADO = /[A-Z]+-\d{4}-\d{6}/;
/** Answers of one filing at most: the aviso, the form, and whatever came between. */
const MAX_ANSWERS = 25;
/** The program may be dead and starting, many times in a row, on a machine that has other things to do. */
const ANSWER_MS = 480_000;
/** Replies of one turn come together; after this silence they have all come. */
const SILENCE_MS = 700;

type Habits = {
  /** True while the citizen shall wait: the program has more before it than it is meant to. */
  readonly shallWait: () => boolean;
  readonly thinkMs: number;
  /** A new Signal session every so many messages. */
  readonly renewEvery: number;
  readonly random: () => number;
};

/** A citizen of the torture, with what they sent and were told. */
export class WhatsAppTalker {
  readonly person: LoopbackCitizen;
  /** Ids of messages that the network took. */
  readonly sent: string[] = [];
  readonly radicados: string[] = [];
  readonly #habits: Habits;

  constructor(person: LoopbackCitizen, habits: Habits) {
    this.person = person;
    this.#habits = habits;
  }

  /** Writes one thing after another without waiting for answers, until told to stop. */
  async chatter(isOver: () => boolean): Promise<void> {
    const words = ['hola', 'menú', 'horarios', 'muchas gracias', 'buenas noches'];
    for (let turn = 0; !isOver(); turn += 1) {
      await this.#think();
      await this.#say(words[turn % words.length] ?? 'hola');
    }
  }

  /** Files one PQRS after another, until told to stop; the one under way is finished. */
  async file(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.radicados.push(await this.#fileOne());
    }
  }

  async #fileOne(): Promise<string> {
    let answer = await this.#ask('quiero radicar una pqrs');
    for (let turn = 0; turn < MAX_ANSWERS; turn += 1) {
      const radicado = RADICADO.exec(answer)?.[0];
      if (radicado !== undefined && !this.radicados.includes(radicado)) {
        return radicado;
      }
      answer = await this.#ask(answer.includes('*1.*') ? '1' : STORY);
    }
    throw new Error(`no radicado after ${MAX_ANSWERS} answers; the last: ${answer}`);
  }

  /** Says something and gives everything that came back, as one text. */
  async #ask(words: string): Promise<string> {
    await this.#think();
    const before = this.person.messages.length;
    await this.#say(words);
    const until = performance.now() + ANSWER_MS;
    while (this.person.messages.length === before) {
      if (performance.now() > until) {
        const last = this.person.messages.at(-1)?.text ?? 'nothing';
        throw new Error(`no answer to ${this.sent.at(-1)} "${words}", said to "${last}"`);
      }
      await sleep(SILENCE_MS / 10);
    }
    let heard = 0;
    while (heard !== this.person.messages.length) {
      heard = this.person.messages.length;
      await sleep(SILENCE_MS);
    }
    return this.person.messages
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  }

  async #say(words: string): Promise<void> {
    if (this.sent.length % this.#habits.renewEvery === this.#habits.renewEvery - 1) {
      await this.person.renewSession();
    }
    this.sent.push(await this.person.say(words));
  }

  async #think(): Promise<void> {
    do {
      await sleep(this.#habits.thinkMs * (0.5 + this.#habits.random()));
    } while (this.#habits.shallWait());
  }
}
