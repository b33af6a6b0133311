import { z } from 'zod';
import type { OutgoingContent } from '../domain/messages/content.ts';
import { MAX_MISSES, OpenDialog, RELEASED, STUCK_DIALOG } from './open-dialog.ts';
import { noteMissed, type Scope, say, scopeOf } from './scope.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';

/**
 * What a prompt makes of a message. `refused` counts as a miss and says what is wanted; `released` ends the prompt
 * because the person is talking about something else.
 */
type Reading<Value> =
  | { readonly kind: 'accepted'; readonly value: Value }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'released' };

export type PromptDefinition<Memory, Value> = {
  readonly id: string;
  /** What is remembered while the question is open; small, and never a text of ours. */
  readonly memory: z.ZodType<Memory>;
  readonly ask: (scope: Scope, memory: Memory) => OutgoingContent;
  readonly read: (scope: Scope, memory: Memory) => Reading<Value>;
  /** Must end or replace the prompt. */
  readonly accept: (dc: DialogContext, value: Value, memory: Memory) => Promise<DialogTurnResult>;
  /** True when the message names an option of the question. */
  readonly claims?: (scope: Scope, memory: Memory) => boolean;
  /** True when a file lets the prompt go; elsewhere it gets no answer but a kind one. */
  readonly takesFiles?: boolean;
  /** What follows the third miss; without it the ways out are offered. Must end or replace the prompt. */
  readonly giveUp?: (dc: DialogContext, memory: Memory) => Promise<DialogTurnResult>;
  /** The id of the prompt that "atrás" returns to. */
  readonly previous?: string;
};

/** One question that is asked until it is answered, left, or given up after three misses. */
export class PromptDialog<Memory, Value> extends OpenDialog {
  override readonly takesFiles: boolean;
  readonly #definition: PromptDefinition<Memory, Value>;
  readonly #stored: z.ZodType<{ memory: Memory; misses: number }>;

  constructor(definition: PromptDefinition<Memory, Value>) {
    super(definition.id);
    this.takesFiles = definition.takesFiles ?? false;
    this.#definition = definition;
    this.#stored = z.strictObject({ memory: definition.memory, misses: z.int() }) as never;
  }

  override isReadable(stored: Record<string, unknown>): boolean {
    return this.#stored.safeParse(stored).success;
  }

  override claims(context: TurnContext, instance: DialogInstance): boolean {
    return this.#definition.claims?.(scopeOf(context), this.#read(instance).memory) ?? false;
  }

  override expectsFreeText(): boolean {
    return false;
  }

  override async beginDialog(dc: DialogContext, options: object = {}): Promise<DialogTurnResult> {
    const memory = this.#definition.memory.parse(options);
    remember(dc, { memory, misses: 0 });
    await say(dc.context, this.#definition.ask(scopeOf(dc.context), memory));
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    const { memory, misses } = this.#read(dc.activeDialog);
    const reading = this.#definition.read(scope, memory);
    switch (reading.kind) {
      case 'accepted':
        return this.#definition.accept(dc, reading.value, memory);
      case 'released':
        return dc.endDialog(RELEASED);
      default:
        remember(dc, { memory, misses: misses + 1 });
        noteMissed(scope);
        return this.#miss(dc, { text: reading.text, misses: misses + 1, memory });
    }
  }

  /** The ways out were offered, and the person wants to go on. */
  override async resumeDialog(dc: DialogContext, _reason: DialogReason): Promise<DialogTurnResult> {
    remember(dc, { ...this.#read(dc.activeDialog), misses: 0 });
    await dc.repromptDialog();
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await say(context, this.#definition.ask(scopeOf(context), this.#read(instance).memory));
  }

  override async goBack(dc: DialogContext): Promise<void> {
    if (this.#definition.previous) {
      await dc.replaceDialog(this.#definition.previous);
      return;
    }
    await say(dc.context, scopeOf(dc.context).t('conversation.firstQuestion'));
    await dc.repromptDialog();
  }

  async #miss(
    dc: DialogContext,
    { text, misses, memory }: { text: string; misses: number; memory: Memory },
  ): Promise<DialogTurnResult> {
    if (misses < MAX_MISSES) {
      await say(dc.context, { ...this.#definition.ask(scopeOf(dc.context), memory), text });
      return Dialog.EndOfTurn;
    }
    return this.#definition.giveUp
      ? this.#definition.giveUp(dc, memory)
      : dc.beginDialog(STUCK_DIALOG, { optional: false });
  }

  /** What the open question remembers. */
  memoryOf(instance: DialogInstance): Memory {
    return this.#read(instance).memory;
  }

  #read(instance: DialogInstance | undefined): { memory: Memory; misses: number } {
    return this.#stored.parse(instance?.state);
  }
}

function remember(dc: DialogContext, state: object): void {
  if (dc.activeDialog) {
    dc.activeDialog.state = state;
  }
}
