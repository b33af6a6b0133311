import type { z } from 'zod';
import { type OutgoingContent, outgoingContent } from '../domain/messages/content.ts';
import { PromptDialog } from './prompt.ts';
import type { Scope } from './scope.ts';
import type { DialogContext, DialogTurnResult } from './sdk.ts';
import { chooseOption, type MenuOption } from './understanding/menu-choice.ts';
import { normalise } from './understanding/normalise.ts';
import { NO_WORDS, YES_WORDS } from './yes-no.ts';

/** A question with numbered answers. Channels with buttons show buttons; a button says its title. */
export type Menu<Value extends NonNullable<unknown>> = {
  readonly text: string;
  readonly options: readonly MenuOption<Value>[];
};

type MenuDefinition<Memory, Value extends NonNullable<unknown>> = {
  readonly id: string;
  readonly memory: z.ZodType<Memory>;
  readonly menu: (scope: Scope, memory: Memory) => Menu<Value>;
  readonly choose: (dc: DialogContext, value: Value, memory: Memory) => Promise<DialogTurnResult>;
  /** `hold` asks again; `release` takes any other message as something new, unless it only says yes, no or a number. */
  readonly onOther: 'hold' | 'release';
  readonly refusal?: (scope: Scope) => string;
  readonly giveUp?: (dc: DialogContext, memory: Memory) => Promise<DialogTurnResult>;
};

const BARE_ANSWERS: ReadonlySet<string> = new Set([...YES_WORDS, ...NO_WORDS].map(normalise));

/** The message that shows a menu. */
export function toMenuContent<Value extends NonNullable<unknown>>({
  text,
  options,
}: Menu<Value>): OutgoingContent {
  return outgoingContent({
    text,
    options: options.map(({ title }) => ({ value: title, title })),
    expects: 'option',
  });
}

/**
 * A prompt whose answers are options, understood by number, ordinal, title or synonym.
 *
 * It stands in for the SDK's ChoicePrompt, whose recogniser blocks the process for seconds on a long run of digits.
 */
export class MenuPrompt<Memory, Value extends NonNullable<unknown>> extends PromptDialog<Memory, Value> {
  constructor({ id, memory, menu, choose, onOther, refusal, giveUp }: MenuDefinition<Memory, Value>) {
    super({
      id,
      memory,
      ask: (scope, held) => toMenuContent(menu(scope, held)),
      read: (scope, held) => {
        const value = chooseOption(scope.input.text, menu(scope, held).options);
        if (value !== null) {
          return { kind: 'accepted', value };
        }
        return onOther === 'release' && saysSomething(scope)
          ? { kind: 'released' }
          : { kind: 'refused', text: refusal?.(scope) ?? scope.t('conversation.optionNotFound') };
      },
      accept: choose,
      takesFiles: onOther === 'release',
      claims: (scope, held) => chooseOption(scope.input.text, menu(scope, held).options) !== null,
      ...(giveUp ? { giveUp } : {}),
    });
  }
}

/** "Sí" to a list, or a number that is not in it, is an answer that went wrong, not another matter. */
function saysSomething({ input }: Scope): boolean {
  const words = normalise(input.text);
  return input.attachments.length > 0 || (/[a-z]/.test(words) && !BARE_ANSWERS.has(words));
}
