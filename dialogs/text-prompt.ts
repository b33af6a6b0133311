import type { z } from 'zod';
import { type OutgoingContent, outgoingContent } from '../domain/messages/content.ts';
import { PromptDialog } from './prompt.ts';
import type { Scope } from './scope.ts';
import type { DialogContext, DialogTurnResult } from './sdk.ts';

type TextDefinition<Memory, Value> = {
  readonly id: string;
  readonly memory: z.ZodType<Memory>;
  readonly question: (scope: Scope, memory: Memory) => string;
  /** The value in the text, or null when it has none. */
  readonly find: (scope: Scope, memory: Memory) => Value | null;
  readonly refusal: (scope: Scope, memory: Memory) => string;
  readonly accept: (dc: DialogContext, value: Value, memory: Memory) => Promise<DialogTurnResult>;
  readonly previous?: string;
};

/** The message that asks for something written. */
export function toTextContent(text: string): OutgoingContent {
  return outgoingContent({ text, expects: 'text' });
}

/** The message that asks for files. */
export function toFileContent(text: string, options: readonly string[]): OutgoingContent {
  return outgoingContent({
    text,
    options: options.map((title) => ({ value: title, title })),
    expects: 'file',
  });
}

/** A prompt for one written value, such as a number, found in whatever words come with it. */
export class TextPrompt<Memory, Value> extends PromptDialog<Memory, Value> {
  constructor({ question, find, refusal, ...definition }: TextDefinition<Memory, Value>) {
    super({
      ...definition,
      ask: (scope, memory) => toTextContent(question(scope, memory)),
      read: (scope, memory) => {
        const value = find(scope, memory);
        return value === null
          ? { kind: 'refused', text: refusal(scope, memory) }
          : { kind: 'accepted', value };
      },
    });
  }
}
