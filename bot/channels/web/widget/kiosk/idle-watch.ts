type Times = { readonly idleSeconds: number; readonly warningSeconds: number };

type Listener = {
  readonly onIdle: () => void;
  /** Whole seconds that are left to answer. */
  readonly onCount: (secondsLeft: number) => void;
  readonly onBack: () => void;
  readonly onGone: () => void;
};

const SIGNS_OF_LIFE = ['keydown', 'input', 'pointerdown', 'pointermove', 'touchmove', 'wheel'];
/** While it asks: a finger that is still on its way down must not close what it is about to touch. */
const ANSWERS = ['keydown', 'click'];
const LOOK_MS = 250;
const SECOND_MS = 1000;

/**
 * Notices that a person has left: asks first, and takes any key or touch for an answer.
 *
 * It compares instants of the clock, so that a machine that slept knows at once how long nobody was there.
 */
export class IdleWatch {
  readonly #times: Times;
  readonly #listener: Listener;
  #seenAt = 0;
  #timer = 0;
  #isAsking = false;

  constructor(times: Times, listener: Listener) {
    this.#times = times;
    this.#listener = listener;
    for (const sign of SIGNS_OF_LIFE) {
      addEventListener(sign, () => this.#see(), { capture: true, passive: true });
    }
    for (const answer of ANSWERS) {
      addEventListener(answer, (event) => this.#hear(event), { capture: true });
    }
  }

  start(): void {
    this.stop();
    this.#seenAt = Date.now();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#isAsking = false;
  }

  /** The person is there: the whole time begins anew. */
  extend(): void {
    if (this.#isAsking) {
      this.#isAsking = false;
      this.#seenAt = Date.now();
      this.#listener.onBack();
    }
  }

  #see(): void {
    if (!this.#isAsking) {
      this.#seenAt = Date.now();
    }
  }

  /** The key that answers does nothing else: it must not send what is in the field below. */
  #hear(event: Event): void {
    const isLeaving = event.target instanceof Element && event.target.closest('#leave') !== null;
    if (!this.#isAsking || (event.type === 'click' && isLeaving)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.extend();
  }

  #look(): void {
    const { idleSeconds, warningSeconds } = this.#times;
    const absentSeconds = (Date.now() - this.#seenAt) / SECOND_MS;
    const secondsLeft = Math.ceil(idleSeconds + warningSeconds - absentSeconds);
    if (secondsLeft <= 0) {
      this.stop();
      this.#listener.onGone();
    } else if (absentSeconds >= idleSeconds) {
      this.#ask(secondsLeft);
    }
  }

  #ask(secondsLeft: number): void {
    if (!this.#isAsking) {
      this.#isAsking = true;
      this.#listener.onIdle();
    }
    this.#listener.onCount(secondsLeft);
  }
}
