import type { Activity } from './api.ts';
import { addPlace, isOwn, makeMessage, setState } from './bubble.ts';
import type { Config } from './config.ts';
import { Days } from './days.ts';
import { fill, make, makeButton, makeIcon, makeIconButton } from './dom.ts';
import { type Item, toActivity } from './queue.ts';
import type { Scroll } from './scroll.ts';
import type { View } from './view.ts';

const REPLY = 'M10 5v4c7 0 10 4 11 10-3-4-6-5-11-5v4l-7-6.5z';

type Actions = {
  readonly onRetry: (item: Item) => void;
  readonly onDiscard: (item: Item) => void;
  readonly onReply: (question: Activity) => void;
};

/** The messages on the screen, each once, in the order of the conversation; what is not yet sent comes last. */
export class Messages {
  readonly #known = new Map<string, HTMLElement>();
  readonly #waiting = new Map<string, HTMLElement>();
  /** What the assistant said, by its id, for those who quote it. */
  readonly #said = new Map<string, string>();
  readonly #days: Days;
  readonly #list: HTMLElement;
  readonly #scroll: Scroll;
  readonly #config: Config;
  readonly #actions: Actions;

  constructor({ list, scroll }: Pick<View, 'list' | 'scroll'>, config: Config, actions: Actions) {
    this.#list = list;
    this.#scroll = scroll;
    this.#config = config;
    this.#actions = actions;
    this.#days = new Days(config.words, config.lang);
  }

  /** Shows what the person has just said, as pending. */
  add(item: Item): void {
    const { id, quote } = item;
    if (this.#known.has(id)) {
      return;
    }
    const { words } = this.#config;
    const element = makeMessage(words, toActivity(item), quote);
    setState(element, words.pending);
    this.#known.set(id, element);
    this.#waiting.set(id, element);
    this.#answered(quote?.id);
    this.#append(element);
  }

  /** Says something that is no part of the conversation. */
  note(text: string): void {
    this.#append(make('p', { class: 'day' }, text));
  }

  /** Shows that a place goes with what waits. */
  placed({ id }: Item): void {
    addPlace(this.#known.get(id), this.#config.words);
  }

  sent({ id }: Item): void {
    setState(this.#waiting.get(id), this.#config.words.sent);
  }

  failed(item: Item): void {
    const element = this.#known.get(item.id);
    const { failed, retry, discard, pending } = this.#config.words;
    const again = makeButton(retry, () => {
      element?.classList.remove('failed');
      setState(element, pending);
      this.#actions.onRetry(item);
    });
    const away = makeButton(discard, () => {
      this.#remove(item.id);
      this.#actions.onDiscard(item);
    });
    element?.classList.add('failed');
    const reason = make('p', {}, `${failed}. ${item.failure ?? ''}`);
    setState(element, reason, ...(item.isLost ? [] : [again]), away);
  }

  /** Shows what the conversation holds; false when it was there already as a part of the conversation. */
  show(activity: Activity): boolean {
    const id = (isOwn(activity) && activity.channelData?.clientActivityID) || activity.id;
    const shown = this.#known.get(id);
    if (shown && !this.#waiting.has(id)) {
      return false;
    }
    const element = shown ?? this.#make(activity);
    const isInPlace = shown && this.#firstWaiting() === shown;
    this.#known.set(id, element);
    this.#waiting.delete(id);
    if (!isInPlace) {
      this.#list.insertBefore(element, this.#firstWaiting() ?? null);
    }
    this.#date(element, activity);
    return true;
  }

  /** Takes away what belongs to the conversation and leaves what is still to be sent. */
  clear(): void {
    for (const id of this.#known.keys()) {
      if (!this.#waiting.has(id)) {
        this.#remove(id);
      }
    }
    this.#days.clear();
  }

  /** Takes everything away. */
  clearAll(): void {
    this.#waiting.clear();
    this.clear();
    fill(this.#list);
  }

  #append(element: HTMLElement): void {
    this.#list.append(element);
    this.#scroll.toEnd();
  }

  #make(activity: Activity): HTMLElement {
    const { id, text = '', replyToId = '', suggestedActions } = activity;
    const { words } = this.#config;
    const quoted = this.#said.get(replyToId);
    if (isOwn(activity)) {
      this.#answered(replyToId);
      return makeMessage(words, activity, quoted ? { id, text: quoted } : undefined);
    }
    this.#said.set(id, text);
    const element = makeMessage(words, activity);
    if (suggestedActions) {
      element.classList.add('asks');
      const reply = makeIconButton(words.reply, makeIcon(REPLY), () => this.#actions.onReply(activity));
      element.firstElementChild?.append(reply);
    }
    return element;
  }

  /** A question that has its answer is not offered again. */
  #answered(id = ''): void {
    this.#known.get(id)?.classList.remove('asks');
  }

  #date(element: HTMLElement, activity: Activity): void {
    const { words, lang } = this.#config;
    const { timestamp = '' } = activity;
    const time = new Date(timestamp).toLocaleTimeString(lang, { hour: 'numeric', minute: '2-digit' });
    setState(element, isOwn(activity) ? `${time} · ${words.sent}` : time);
    this.#days.nameAbove(element, timestamp);
  }

  #remove(id: string): void {
    this.#known.get(id)?.remove();
    this.#known.delete(id);
    this.#waiting.delete(id);
  }

  #firstWaiting(): HTMLElement | undefined {
    return this.#waiting.values().next().value;
  }
}
