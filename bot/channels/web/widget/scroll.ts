/** Nearer to the end than this, the person is reading the newest message. */
const AT_END_PIXELS = 80;

/** Keeps the newest message in sight of who reads it, and leaves alone who reads older ones. */
export class Scroll {
  isAtEnd = true;
  readonly #log: HTMLElement;
  #top = 0;

  constructor(log: HTMLElement, list: HTMLElement, onMove: () => void) {
    this.#log = log;
    log.onscroll = () => {
      this.#look();
      onMove();
    };
    // Once for everything that came before the next picture of the screen, and when there is less room.
    const observer = new ResizeObserver(() => {
      this.#look();
      if (this.isAtEnd) {
        this.toEnd();
      }
      onMove();
    });
    observer.observe(list);
    observer.observe(log);
  }

  toEnd(): void {
    this.isAtEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#top = this.#log.scrollTop;
  }

  /** Sees where the person is. What grows meanwhile is no way up: only the person goes there. */
  #look(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    const isNear = scrollHeight - scrollTop - clientHeight < AT_END_PIXELS;
    this.isAtEnd = isNear || (this.isAtEnd && scrollTop >= this.#top);
    this.#top = scrollTop;
  }
}
