import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { systemClock } from '../../domain/calendar/clock.ts';
import type { LoopbackCitizen } from '../support/whatsapp-loopback/citizen.ts';
import type { ChatView } from './chat-view.ts';
import { findRadicadoIn, type Line } from './script.ts';

const LOOK_MS = 50;
const ANSWER_MS = 30_000;
/** Replies of one turn come together; after this silence they have all come. */
const SILENCE_MS = 250;

const DOCUMENT_TYPES: Readonly<Record<string, string>> = { '.pdf': 'application/pdf' };

/** A citizen's side of the conversation, drawn as it happens. */
export class Talk {
  readonly #citizen: LoopbackCitizen;
  readonly #view: ChatView;
  readonly #signal: AbortSignal;
  readonly #watch: NodeJS.Timeout;
  #shown = 0;
  #radicado = '';

  constructor(citizen: LoopbackCitizen, view: ChatView, signal: AbortSignal) {
    this.#citizen = citizen;
    this.#view = view;
    this.#signal = signal;
    this.#watch = setInterval(() => this.#showNews(), LOOK_MS);
  }

  end(): void {
    clearInterval(this.#watch);
  }

  /** Says a line of the script and resolves when its answer has been shown. Throws when none comes. */
  async play({ kind, text, answer }: Line): Promise<void> {
    const words = text.replace('{radicado}', this.#radicado);
    const before = this.#citizen.messages.length;
    this.#showOwn(kind === 'text' ? words : `[${LABELS[kind]}] ${words}`);
    await this.#send(kind, words);
    const until = performance.now() + ANSWER_MS;
    while (!this.#citizen.messages.slice(before).some((heard) => answer.test(heard.text))) {
      if (performance.now() > until) {
        throw new Error(`nothing like ${answer} came back`);
      }
      await sleep(LOOK_MS, undefined, { signal: this.#signal });
    }
    await this.#silence();
  }

  /** Says what somebody typed; `path` is a file of theirs. */
  async sayTyped(text: string): Promise<void> {
    const before = this.#citizen.messages.length;
    await this.#citizen.say(text);
    await this.#untilAnswered(before);
  }

  async sendTyped(path: string): Promise<void> {
    const before = this.#citizen.messages.length;
    const bytes = await readFile(path);
    const type = DOCUMENT_TYPES[extname(path).toLowerCase()];
    await (type === undefined
      ? this.#citizen.sendPhoto(bytes)
      : this.#citizen.sendDocument(bytes, 'documento.pdf', type));
    await this.#untilAnswered(before);
  }

  async #untilAnswered(before: number): Promise<void> {
    const until = performance.now() + ANSWER_MS;
    while (this.#citizen.messages.length === before && performance.now() < until) {
      await sleep(LOOK_MS, undefined, { signal: this.#signal });
    }
    await this.#silence();
  }

  async #silence(): Promise<void> {
    let heard = -1;
    while (heard !== this.#citizen.messages.length) {
      heard = this.#citizen.messages.length;
      await sleep(SILENCE_MS, undefined, { signal: this.#signal });
    }
    this.#showNews();
  }

  async #send(kind: Line['kind'], words: string): Promise<void> {
    if (kind === 'photo') {
      await this.#citizen.sendPhoto(await drawTap('jpeg'), words);
    } else if (kind === 'sticker') {
      await this.#citizen.sendSticker(await drawTap('webp'));
    } else {
      await this.#citizen.say(words);
    }
  }

  #showOwn(text: string): void {
    const { name } = this.#citizen.account;
    this.#view.show({ name, at: systemClock.now(), text, side: 'right' });
  }

  #showNews(): void {
    const { messages } = this.#citizen;
    for (const { text, raw } of messages.slice(this.#shown)) {
      this.#radicado = findRadicadoIn(text) ?? this.#radicado;
      const at = new Date(Number(raw.messageTimestamp) * 1000);
      this.#view.show({ name: 'Vecino', at, text, side: 'left' });
    }
    this.#shown = messages.length;
  }
}

const LABELS = { photo: 'foto', sticker: 'sticker' } as const;

/** A tap and a drop that does not fall. */
function drawTap(format: 'jpeg' | 'webp'): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480">
    <rect width="480" height="480" fill="#d8e6ee"/>
    <path d="M90 150h210v-50h-40V70h120v30h-40v50q80 0 80 90h-70q0-30-30-30H90z" fill="#7b8794"/>
    <path d="M385 290q40 60 0 80-40-20 0-80z" fill="#3f8fc4"/>
  </svg>`;
  return sharp(Buffer.from(drawing)).toFormat(format).toBuffer();
}
