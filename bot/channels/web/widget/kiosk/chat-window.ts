import { make } from '../dom.ts';
import { recallKeys } from '../storage.ts';
import { type KioskConfig, partOf } from './config.ts';

/** What the widget lets its page do. */
type Widget = { forget(): Promise<void> };
type Host = HTMLElement & { vecino?: Widget };

/** The button of the widget that opens all that is more than writing. */
const MORE = 'form [type=button]';
const QUEUE = 'vecino.queue.';

/** The widget as the machine sees it from outside: loaded for the first person, emptied after each. */
export class ChatWindow {
  readonly #host: Host = partOf('vecino-chat');
  readonly #config: KioskConfig;
  #loading: Promise<void> | null = null;

  constructor(config: KioskConfig) {
    this.#config = config;
  }

  /** Brings the widget when it is not there yet. Throws when the network does not let it through. */
  async load(): Promise<void> {
    this.#loading ??= this.#bring();
    try {
      await this.#loading;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }

  /** Takes away what stands on the screen and in the field, and lets the widget begin a conversation of its own. */
  async forget(): Promise<void> {
    this.emptyField();
    await this.#host.vecino?.forget();
  }

  emptyField(): void {
    for (const field of this.#fields()) {
      field.value = '';
      field.dispatchEvent(new Event('input'));
    }
  }

  /** The last radicado that the assistant has said, or null. */
  findRadicado(): string | null {
    const pattern = new RegExp(`\\b${this.#config.radicadoPrefix}-\\d{4}-\\d{6,10}\\b`, 'g');
    const said = this.#root()?.querySelectorAll('.message:not(.own)') ?? [];
    const found = [...said].flatMap((message) => message.textContent?.match(pattern) ?? []);
    return found.at(-1) ?? null;
  }

  /** True while something that the person wrote has not reached the server. */
  hasUnsent(): boolean {
    return recallKeys(QUEUE).length > 0;
  }

  #bring(): Promise<void> {
    return new Promise((resolve, reject) => {
      const script = make('script', { src: this.#config.widgetPath });
      script.onload = () => {
        this.#makeFitForAll();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        reject(new Error('the widget did not come'));
      };
      document.head.append(script);
    });
  }

  /**
   * The browser must not offer to one person what another has written; and files, voice and the place of the
   * machine are nobody's.
   */
  #makeFitForAll(): void {
    for (const field of this.#fields()) {
      field.autocomplete = 'off';
    }
    this.#root()?.querySelector(MORE)?.setAttribute('hidden', '');
  }

  #fields(): readonly (HTMLTextAreaElement | HTMLInputElement)[] {
    return [...(this.#root()?.querySelectorAll<HTMLTextAreaElement>('textarea,input') ?? [])];
  }

  #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }
}
