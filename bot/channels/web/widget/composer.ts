import type { Config } from './config.ts';
import { CLIP, make, makeButton, makeIcon } from './dom.ts';

const PLANE = 'M3 20.5v-6.7l8-1.8-8-1.8V3.5L22 12z';
const MAX_CHARACTERS = '4000';

/** What the person can do: write, or choose a file. */
export type Handlers = { readonly onText: (text: string) => void; readonly onFile: (file: File) => void };

/** The form at the foot of the chat. Enter sends, Shift and Enter begins a line. */
export function makeComposer({ words, accept }: Config, handlers: Handlers) {
  const field = make('textarea', { id: 'box', rows: '1', maxlength: MAX_CHARACTERS, enterkeyhint: 'send' });
  field.placeholder = words.message;
  const label = make('label', { for: 'box', class: 'hidden' }, words.message);
  const send = make(
    'button',
    { class: 'send', 'aria-label': words.send, title: words.send },
    makeIcon(PLANE),
  );
  const form = make('form', {}, ...makeChooser(words.attach, accept, handlers), label, field, send);

  const submit = () => {
    const text = field.value.trim();
    field.value = '';
    grow(field);
    if (text) {
      handlers.onText(text);
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

function makeChooser(name: string, accept: string, { onFile }: Handlers): HTMLElement[] {
  const chooser = make('input', { type: 'file', accept, hidden: '', 'aria-label': name });
  const attach = makeButton('', () => chooser.click(), { 'aria-label': name, title: name });
  attach.append(makeIcon(CLIP));
  chooser.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    if (file) {
      onFile(file);
    }
    chooser.value = '';
  });
  return [chooser, attach];
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
