import { formatTime } from '../../locales/dates.ts';

type Screen = {
  readonly write: (text: string) => void;
  readonly columns: number;
  /** Escape codes for bold and faint are understood. */
  readonly isTerminal: boolean;
};

export type Bubble = {
  readonly name: string;
  readonly at: Date;
  readonly text: string;
  /** The right side is the phone's owner's, as on the phone. */
  readonly side: 'left' | 'right';
};

const WIDEST = 100;
const BUBBLE_SHARE = 0.68;
const BOLD = /\*([^*\n]+)\*/g;

/** Draws a conversation as a phone shows it: who, when and what, each person on their own side. */
export class ChatView {
  readonly #screen: Screen;
  readonly #columns: number;

  constructor(screen: Screen) {
    this.#screen = screen;
    this.#columns = Math.min(screen.columns, WIDEST);
  }

  show({ name, at, text, side }: Bubble): void {
    const lines = wrap(text, Math.floor(this.#columns * BUBBLE_SHARE));
    const head = `${name} · ${formatTime(at, 'es-CO')}`;
    const width = Math.max(head.length, ...lines.map(({ length }) => length));
    const margin = ' '.repeat(side === 'left' ? 0 : Math.max(0, this.#columns - width));
    const drawn = [this.#faint(head), ...lines.map((line) => this.#bold(line))];
    this.#screen.write(`${drawn.map((line) => `${margin}${line}`.trimEnd()).join('\n')}\n\n`);
  }

  #faint(text: string): string {
    return this.#screen.isTerminal ? `\u001b[2m${text}\u001b[22m` : text;
  }

  /** WhatsApp's own mark for bold; where nothing can be bold it stands as it was written. */
  #bold(line: string): string {
    return this.#screen.isTerminal ? line.replaceAll(BOLD, '\u001b[1m$1\u001b[22m') : line;
  }
}

function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width));
}

/** Breaks between words; a word longer than a line stays whole. */
function wrapParagraph(paragraph: string, width: number): readonly string[] {
  const [first = '', ...words] = paragraph.split(' ');
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line += ` ${word}`;
    }
  }
  return [...lines, line];
}
