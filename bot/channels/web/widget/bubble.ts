import type { Activity } from './api.ts';
import type { Words } from './config.ts';
import { fill, make, makeIcon } from './dom.ts';
import type { Quote } from './queue.ts';

const PAPER = 'M6 2h8l5 5v15H6z';
const PIN = 'M12 22 6 13a7 7 0 1 1 12 0z';
const MAX_QUOTED_CHARACTERS = 80;

/** What a message shows of an activity. */
type Shown = Pick<Activity, 'from' | 'text' | 'attachments' | 'entities'>;

/** A message with its speaker for those who do not see on which side it is, and room for its state. */
export function makeMessage(words: Words, activity: Shown, quote?: Quote): HTMLElement {
  const { text = '', attachments = [], entities = [] } = activity;
  const [name, speaker] = isOwn(activity) ? ['message own', words.you] : ['message', words.assistant];
  const bubble = make('div', { class: 'bubble' }, make('span', { class: 'hidden' }, `${speaker} `));
  const message = make('div', { class: name }, bubble, make('div', { class: 'state' }));
  if (quote) {
    bubble.append(makeQuote(words, quote));
  }
  bubble.append(text);
  for (const { name = '', contentUrl = '' } of attachments) {
    const link = { href: contentUrl, target: '_blank', rel: 'noopener', download: '' };
    addLine(message, PAPER, /^https?:/.test(contentUrl) ? make('a', link, name) : name);
  }
  if (entities.some(({ type }) => type === 'GeoCoordinates')) {
    addPlace(message, words);
  }
  return message;
}

/** Says in a message that a place goes with it. */
export function addPlace(message: Element | undefined, words: Words): void {
  addLine(message, PIN, words.place);
}

function addLine(message: Element | undefined, icon: string, line: Node | string): void {
  message?.firstElementChild?.append(make('div', { class: 'file' }, makeIcon(icon), line));
}

/** The beginning of the question that an answer belongs to. */
export function makeQuote(words: Words, { text }: Quote): HTMLElement {
  const start = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return make('div', { class: 'quote' }, make('span', { class: 'hidden' }, `${words.quote} `), start);
}

/** Says below a message what became of it, or when it was said. */
export function setState(message: Element | undefined, ...content: (Node | string)[]): void {
  const state = message?.querySelector('.state');
  if (state) {
    fill(state, ...content);
  }
}

/** Whether the person said it. */
export function isOwn({ from }: Pick<Activity, 'from'>): boolean {
  return from.role === 'user';
}
