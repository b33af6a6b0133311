import type { Words } from './config.ts';
import { make, makeIcon, makeIconButton } from './dom.ts';

const PLANE = 'M3 20.5v-6.7l8-1.8-8-1.8V3.5L22 12z';
const MAX_CHARACTERS = '4000';

/** What the person can do: write, or open the list of everything else. */
export type Handlers = { readonly onText: (text: string) => void; readonly onMore: () => void };

/** The form at the foot of the chat. Enter sends, Shift and Enter begins a line. */
export function makeComposer(words: Words, { onText, onMore }: Handlers) {
  const name = { placeholder: words.message, 'aria-label': words.message };
  const field = make('textarea', { ...name, rows: '1', maxlength: MAX_CHARACTERS, enterkeyhint: 'send' });
  const send = makeIconButton(words.send, makeIcon(PLANE));
  send.type = 'submit';
  const more = makeIconButton(words.more, '+', onMore);
  const form = make('form', {}, more, field, send);

  const submit = () => {
    const text = field.value.trim();
    field.value = '';
    grow(field);
    if (text) {
      onText(text);
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', () => grow(field));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  return { form, field };
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
