import type { z } from 'zod';
import type { Attachment, OutgoingContent } from '../domain/messages/content.ts';
import type { Scope, Teller } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import type { Place } from './state.ts';
import type { MenuOption } from './understanding/menu-choice.ts';

/** A form at one of its questions. `memo` is what that question remembers between its own messages. */
export type Moment<Values> = { readonly scope: Scope; readonly values: Values; readonly memo: unknown };

/**
 * What a field makes of a message. `refused` is a miss and its text says what is wanted; `stay` is not a miss: the
 * question goes on with what was learned.
 */
export type FieldReading<Values> =
  | {
      readonly kind: 'accepted';
      readonly values: Partial<Values>;
      /** The value that the person confirmed: the answer came from the same messages. */
      readonly confirmed?: keyof Values & string;
    }
  | { readonly kind: 'refused'; readonly text: string; readonly memo?: unknown }
  | {
      readonly kind: 'stay';
      readonly values?: Partial<Values>;
      readonly memo?: unknown;
      /** Said in place of the question; without it the question is asked again. */
      readonly content?: OutgoingContent;
    };

/** One question of a form. The table of them, in order, is the form. */
export type FormField<Values> = {
  readonly name: string;
  /** What the field is called in the list of things to correct. */
  readonly title: (scope: Teller) => string;
  readonly ask: (moment: Moment<Values>) => OutgoingContent;
  readonly read: (moment: Moment<Values>) => FieldReading<Values>;
  /** Without it, always asked. */
  readonly isAskedFor?: (values: Values) => boolean;
  /** The values that belong to the field, as they are without an answer. */
  readonly emptied: Partial<Values>;
  /** What is stored when the person skips; a field without it cannot be skipped. */
  readonly skipped?: (moment: Moment<Values>) => Partial<Values>;
  /** The options on the screen, when there are any. */
  readonly options?: (moment: Moment<Values>) => readonly MenuOption<unknown>[];
  /** Whether the answer is a story, so that short messages in a row are read as one. */
  readonly takesStory?: boolean;
  /** Whether files are an answer to this question; elsewhere they are kept aside. */
  readonly takesFiles?: boolean;
};

export type FormDefinition<Values> = {
  readonly id: string;
  /** Parses stored answers; every field needs a default, so that an old draft is read as far as it goes. */
  readonly values: z.ZodType<Values>;
  readonly fields: readonly FormField<Values>[];
  readonly summary: (scope: Scope, values: Values) => string;
  /** Keeps files that arrive outside their question: what changes, and what is said. */
  readonly keepFiles: (
    moment: Moment<Values>,
    files: readonly Attachment[],
  ) => { readonly values: Partial<Values>; readonly text: string };
  /** Takes these files out of the answers: what changes, and how they were called. */
  readonly dropFiles: (
    values: Values,
    fileIds: readonly string[],
  ) => { readonly values: Partial<Values>; readonly names: readonly string[] };
  /** The question whose answer was only in a file that is no longer there; null when there is none. */
  readonly findHollow: (scope: Scope, values: Values) => string | null;
  /** Keeps a place that the person pointed at, whatever was asked: what changes, which field that answers, what is said. */
  readonly keepPlace: (
    moment: Moment<Values>,
    place: Place,
  ) => { readonly values: Partial<Values>; readonly answered: string; readonly text: string };
  /** How the summary tells one field; null when it is not told. */
  readonly tell: (scope: Teller, values: Values, field: string) => string | null;
  /** The person confirmed. Runs once: the draft is already gone. */
  readonly complete: (dc: DialogContext, values: Values) => Promise<void>;
};
