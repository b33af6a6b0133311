import type { OutgoingContent } from '../domain/messages/content.ts';
import type { PlainMessageKey } from '../locales/translate.ts';
import type { Scope } from './scope.ts';
import type { MenuOption } from './understanding/menu-choice.ts';

/** How one kind of question of the system is asked and read. */
export type QuestionDialog = {
  readonly text: PlainMessageKey;
  /** How its options look best where a channel offers more than lines; a menu without it. */
  readonly look?: OutgoingContent['look'];
  readonly options: (scope: Scope) => readonly MenuOption<number | string>[];
  /** What is said once an answer applies. */
  readonly thanks: (answer: unknown) => PlainMessageKey;
  /** What an answer changes besides being written down. */
  readonly apply?: (scope: Scope, answer: unknown) => Promise<void>;
};
