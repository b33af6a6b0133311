import type { Activity } from './api.ts';
import type { Words } from './config.ts';
import { CLIP, make, makeButton, makeIcon } from './dom.ts';
import type { Item } from './queue.ts';

type Actions = { readonly onRetry: (item: Item) => void; readonly onDiscard: (item: Item) => void };

/** Nearer to the end than this, the person is reading the newest message. */
const AT_END_PIXELS = 80;

/** The messages on the screen, each once, in the order of the conversation; what is not yet sent comes last. */
export class Messages {
  readonly #known = new Map<string, HTMLElement>();
  readonly #waiting = new Map<string, HTMLElement>();
  readonly #log: HTMLElement;
  readonly #words: Words;
  readonly #actions: Actions;

  constructor(log: HTMLElement, words: Words, actions: Actions) {
    this.#log = log;
    this.#words = words;
    this.#actions = actions;
  }

  /** Shows what the person has just said, as pending. */
  add(item: Item): void {
    if (this.#known.has(item.id)) {
      return;
    }
    const files = item.file ? [item.file.name] : [];
    const element = makeMessage(this.#words, { isOwn: true, text: item.text, files });
    setState(element, this.#words.pending);
    this.#known.set(item.id, element);
    this.#waiting.set(item.id, element);
    this.#log.append(element);
    this.#scrollToEnd();
  }

  sent({ id }: Item): void {
    const element = this.#waiting.get(id);
    if (element) {
      setState(element, this.#words.sent);
    }
  }

  failed(item: Item): void {
    const element = this.#known.get(item.id);
    if (!element) {
      return;
    }
    const { failed, retry, discard } = this.#words;
    const again = makeButton(retry, () => {
      element.classList.remove('failed');
      setState(element, this.#words.pending);
      this.#actions.onRetry(item);
    });
    const away = makeButton(discard, () => {
      this.#remove(item.id, element);
      this.#actions.onDiscard(item);
    });
    element.classList.add('failed');
    const reason = make('p', {}, `${failed}. ${item.failure ?? ''}`);
    setState(element, reason, ...(item.isLost ? [] : [again]), away);
    this.#scrollToEnd();
  }

  /** Shows what the conversation holds; false when it was there already as a part of the conversation. */
  show(activity: Activity): boolean {
    const isOwn = activity.from.role === 'user';
    const id = (isOwn && activity.channelData?.clientActivityID) || activity.id;
    const shown = this.#known.get(id);
    if (shown && !this.#waiting.has(id)) {
      return false;
    }
    const element = shown ?? makeMessage(this.#words, toContent(activity));
    const isInPlace = this.#firstWaiting() === shown;
    this.#known.set(id, element);
    this.#waiting.delete(id);
    setState(element, isOwn ? `${timeOf(activity)} · ${this.#words.sent}` : timeOf(activity));
    if (!shown || !isInPlace) {
      this.#place(element);
    }
    return true;
  }

  /** Takes away what belongs to the conversation and leaves what is still to be sent. */
  clear(): void {
    for (const [id, element] of this.#known) {
      if (!this.#waiting.has(id)) {
        this.#remove(id, element);
      }
    }
  }

  #remove(id: string, element: HTMLElement): void {
    element.remove();
    this.#known.delete(id);
    this.#waiting.delete(id);
  }

  #firstWaiting(): HTMLElement | undefined {
    return this.#waiting.values().next().value;
  }

  #place(element: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    this.#log.insertBefore(element, this.#firstWaiting() ?? null);
    if (scrollHeight - scrollTop - clientHeight < AT_END_PIXELS) {
      this.#scrollToEnd();
    }
  }

  #scrollToEnd(): void {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

type Content = { isOwn: boolean; text: string; files: (Node | string)[] };

function makeMessage(words: Words, { isOwn, text, files }: Content): HTMLElement {
  const speaker = make('span', { class: 'hidden' }, `${isOwn ? words.you : words.assistant} `);
  const bubble = make('div', { class: 'bubble' }, speaker, text);
  for (const file of files) {
    bubble.append(make('div', { class: 'file' }, makeIcon(CLIP), file));
  }
  return make('div', { class: isOwn ? 'message own' : 'message' }, bubble, make('div', { class: 'state' }));
}

function setState(element: HTMLElement, ...content: (Node | string)[]): void {
  element.querySelector('.state')?.replaceChildren(...content);
}

function toContent({ from, text = '', attachments = [] }: Activity): Content {
  const files = attachments.map(({ name = '', contentUrl = '' }) =>
    /^https?:/.test(contentUrl) ? make('a', { href: contentUrl, rel: 'noopener', download: '' }, name) : name,
  );
  return { isOwn: from.role === 'user', text, files };
}

function timeOf({ timestamp }: Activity): string {
  const lang = document.documentElement.lang || 'es-CO';
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return timestamp ? new Date(timestamp).toLocaleTimeString(lang, time) : '';
}
