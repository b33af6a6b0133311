import type { PlainMessageKey } from '../locales/translate.ts';
import type { Scope } from './scope.ts';
import type { MenuOption } from './understanding/menu-choice.ts';

/** How one kind of question of the system is asked and read. */
export type QuestionDialog = {
  readonly text: PlainMessageKey;
  readonly options: (scope: Scope) => readonly MenuOption<number | string>[];
  /** What is said once an answer applies. */
  readonly thanks: (answer: unknown) => PlainMessageKey;
  /** What an answer changes besides being written down. */
  readonly apply?: (scope: Scope, answer: unknown) => Promise<void>;
};
