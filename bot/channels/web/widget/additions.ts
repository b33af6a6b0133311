import type { Api } from './api.ts';
import type { Config } from './config.ts';
import { fill, make, makeButton } from './dom.ts';
import type { Extras, Surface } from './extras-face.ts';
import type { Item, Queue, Said } from './queue.ts';
import type { Sheet } from './sheet.ts';

type Parts = {
  readonly base: string;
  readonly api: Api;
  readonly queue: Queue;
  readonly sheet: Sheet;
  readonly config: Config;
  readonly onPlaced: (item: Item) => void;
  readonly onErase: () => void;
  readonly onNote: (text: string) => void;
};

/** Lets the extras draw; what comes back is said. */
type Draw = (extras: Extras, surface: Surface) => Promise<Said | null | undefined>;

const LOAD_TIMEOUT_MS = 20_000;

/** What a person can do besides writing: send files, voice and places, go on by WhatsApp, and erase the chat. */
export class Additions {
  readonly chooser: HTMLInputElement;
  readonly #parts: Parts;
  #extras: Extras | undefined;
  #tries = 0;
  /** Photos are made ready one after the other: each may ask something. */
  #last = Promise.resolve();

  constructor(parts: Parts) {
    const { accept, words } = parts.config;
    this.#parts = parts;
    this.chooser = make('input', { type: 'file', accept, hidden: '', 'aria-label': words.photo });
    this.chooser.onchange = () => {
      const [file] = this.chooser.files ?? [];
      if (file) {
        this.#attach(file);
      }
      this.chooser.value = '';
    };
  }

  /** Opens the list of what can be done. */
  open(): void {
    const { api, config, sheet } = this.#parts;
    const { words, canContinue } = config;
    const go = this.#entry(words.continue, async (extras, surface) => {
      await extras.showContinuation(surface, await api.offer());
      return null;
    });
    sheet.open(
      words.more,
      makeButton(words.photo, () => this.#choose()),
      this.#entry(words.voice, async (extras, surface) => {
        const file = await extras.recordVoice(surface);
        return file && { file };
      }),
      this.#entry(words.location, async (extras, surface) => {
        const place = await extras.choosePlace(surface);
        return place && { place };
      }),
      ...(canContinue ? [go] : []),
      makeButton(words.erase, () => void this.#erase()),
    );
  }

  #entry(title: string, draw: Draw): HTMLElement {
    return makeButton(title, () => void this.#draw(title, draw));
  }

  #choose(): void {
    this.#parts.sheet.close();
    this.chooser.click();
  }

  async #erase(): Promise<void> {
    const { sheet, config, onErase } = this.#parts;
    const { erase, eraseAsk, eraseYes } = config.words;
    if (await sheet.ask(erase, eraseAsk, eraseYes)) {
      onErase();
    }
  }

  /** The file keeps its place among what is said while it is made ready. */
  #attach(original: File): void {
    const { queue, config } = this.#parts;
    const item = queue.add({ file: original }, true);
    this.#last = this.#last.then(async () => {
      if (original.type.startsWith('image/')) {
        await this.#prepare(item, original);
      }
      if ((item.file ?? original).size > config.maxFileBytes) {
        item.isLost = true;
        queue.fail(item, config.words.tooLarge);
      } else {
        queue.release(item);
      }
    });
  }

  async #prepare(item: Item, original: File): Promise<void> {
    const { queue, sheet, config, onPlaced, onNote } = this.#parts;
    const { photoPlace, photoAsk, yes, photoRaw } = config.words;
    try {
      const { file, place } = await (await this.#load()).preparePhoto(original);
      item.file = file;
      if (place && queue.has(item) && (await sheet.ask(photoPlace, photoAsk, yes))) {
        item.place = place;
        onPlaced(item);
      }
    } catch {
      onNote(photoRaw);
    }
  }

  /** Opens a sheet for the extras; when they cannot be had, the sheet says so. */
  async #draw(title: string, draw: Draw): Promise<void> {
    const { queue, sheet, config } = this.#parts;
    const { opening, extras: broken } = config.words;
    const { host, signal } = sheet.open(title, make('p', { role: 'status' }, opening));
    try {
      const extras = await this.#load();
      if (signal.aborted) {
        return;
      }
      fill(host);
      const said = await draw(extras, { host, signal });
      if (said) {
        queue.add(said);
      }
      if (!signal.aborted) {
        sheet.close();
      }
    } catch {
      fill(host, make('p', { role: 'alert' }, broken));
    }
  }

  /** What few people need, brought once. Some browsers remember that an address failed, so each try has its own. */
  async #load(): Promise<Extras> {
    this.#extras ??= await Promise.race([
      this.#bring(),
      new Promise<never>((_, reject) => setTimeout(reject, LOAD_TIMEOUT_MS)),
    ]);
    return this.#extras;
  }

  async #bring(): Promise<Extras> {
    const { base, config } = this.#parts;
    const address = base + config.extras;
    const extras = (await import(`${address}#${this.#tries++}`)) as Extras;
    await extras.load(address.replace(/\.js[^/]*$/, '.json'));
    return extras;
  }
}
