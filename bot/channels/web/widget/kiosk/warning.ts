import { type KioskConfig, partOf } from './config.ts';

/** When the seconds are said aloud: each one would talk over everything else. */
const SAID_AT = [30, 15, 5];

type Risk = {
  /** Given in this conversation, or null. */
  readonly radicado: string | null;
  readonly hasUnsent: boolean;
};

/** The question whether somebody is still there, with what would be lost. */
export class Warning {
  readonly #dialog = partOf<HTMLDialogElement>('warning');
  readonly #radicado = partOf('radicado');
  readonly #unsent = partOf('unsent');
  readonly #seconds = partOf('seconds');
  readonly #said = partOf('said');
  readonly #words: KioskConfig['words'];
  #lastSaid = Number.POSITIVE_INFINITY;

  constructor({ words }: KioskConfig, onCancel: () => void) {
    this.#words = words;
    this.#dialog.addEventListener('cancel', onCancel);
  }

  open({ radicado, hasUnsent }: Risk): void {
    this.#radicado.hidden = radicado === null;
    this.#showRadicado(radicado ?? '');
    this.#unsent.hidden = !hasUnsent;
    this.#lastSaid = Number.POSITIVE_INFINITY;
    this.#dialog.showModal();
    partOf('stay').focus();
  }

  count(secondsLeft: number): void {
    this.#seconds.textContent = String(secondsLeft);
    const due = SAID_AT.filter((seconds) => secondsLeft <= seconds && seconds < this.#lastSaid);
    if (due.length > 0) {
      this.#lastSaid = Math.min(...due);
      this.#said.textContent = `${this.#words.left} ${secondsLeft}`;
    }
  }

  close(): void {
    this.#dialog.close();
    this.#showRadicado('');
    this.#said.textContent = '';
  }

  #showRadicado(radicado: string): void {
    const place = this.#radicado.querySelector('strong');
    if (place) {
      place.textContent = radicado;
    }
  }
}
