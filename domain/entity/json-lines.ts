/** A text is no JSON; `line` is where reading ended, from 1. */
export class JsonLineError extends Error {
  override readonly name = 'JsonLineError';
  readonly line: number;

  constructor(line: number) {
    super(`The text is no JSON from line ${line} on`);
    this.line = line;
  }
}

/** A text that was read, with the line on which each object and each array of it begins. */
export type JsonWithLines = { readonly value: unknown; readonly lineOf: (part: unknown) => number | null };

const MAX_DEPTH = 40;
const SPACE = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What may stand in it is looked at by JSON.parse. */
const STRING = /"(?:[^"\\\n]+|\\.)*"/y;
const WORD = /true|false|null/y;

/**
 * Reads JSON and remembers the lines, so that what is wrong in a file can be pointed at. Throws JsonLineError.
 *
 * Of a key that stands twice the last one counts, as with `JSON.parse`.
 */
export function parseJsonWithLines(text: string): JsonWithLines {
  const reader = new Reader(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  const value = reader.readWhole();
  return {
    value,
    lineOf: (part) => (typeof part === 'object' && part !== null ? (reader.lines.get(part) ?? null) : null),
  };
}

class Reader {
  readonly lines = new Map<object, number>();
  readonly #text: string;
  #at = 0;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readWhole(): unknown {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      this.#fail();
    }
    return value;
  }

  #value(depth: number): unknown {
    this.#skipSpace();
    const first = this.#text[this.#at];
    if (depth > MAX_DEPTH) {
      this.#fail();
    }
    if (first === '{') {
      return this.#object(depth);
    }
    if (first === '[') {
      return this.#array(depth);
    }
    return this.#literal(first === '"' ? STRING : NUMBER);
  }

  #literal(pattern: RegExp): unknown {
    const text = this.#take(pattern) ?? (pattern === NUMBER ? this.#take(WORD) : null) ?? this.#fail();
    try {
      return JSON.parse(text);
    } catch {
      return this.#fail();
    }
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    this.lines.set(object, this.#currentLine());
    this.#list('}', () => {
      this.#skipSpace();
      const key = String(this.#literal(STRING));
      this.#skipSpace();
      this.#expect(':');
      object[key] = this.#value(depth + 1);
    });
    return object;
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.lines.set(array, this.#currentLine());
    this.#list(']', () => array.push(this.#value(depth + 1)));
    return array;
  }

  #list(end: string, readItem: () => void): void {
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      readItem();
      this.#skipSpace();
      if (this.#text[this.#at] === end) {
        this.#at += 1;
        return;
      }
      this.#expect(',');
    }
  }

  #expect(sign: string): void {
    if (this.#text[this.#at] !== sign) {
      this.#fail();
    }
    this.#at += 1;
  }

  #skipSpace(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) {
      return null;
    }
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #currentLine(): number {
    for (let next = this.#text.indexOf('\n', this.#counted); next >= 0 && next < this.#at; ) {
      this.#line += 1;
      this.#counted = next + 1;
      next = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }

  #fail(): never {
    throw new JsonLineError(this.#currentLine());
  }
}
