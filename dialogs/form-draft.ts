import type { Scope } from './scope.ts';
import { filesFrom, sourcesOf } from './sources.ts';
import type { Draft, Source } from './state.ts';

/** What changes in an unfinished form. */
export type DraftChange<Values> = {
  readonly values?: Partial<Values>;
  readonly answered?: string;
  readonly unanswered?: string;
  /** The messages that the values came from; those being answered when left out. */
  readonly sources?: readonly Source[];
};

/** The unfinished form, or an empty one. */
export function draftOf({ state }: Pick<Scope, 'state'>, form: string): Draft {
  return state.drafts[form] ?? { answered: [], values: {}, sources: {}, files: {} };
}

/** Writes a change down, and which message each of the `told` values and each file came from. */
export function changeDraft<Values extends object>(
  scope: Scope,
  { form, told }: { readonly form: string; readonly told: ReadonlySet<string> },
  { values = {}, answered, unanswered, sources = sourcesOf(scope) }: DraftChange<Values>,
): void {
  const draft = draftOf(scope, form);
  const kept = draft.answered.filter((name) => name !== answered && name !== unanswered);
  const changed = Object.keys(values).filter((key) => told.has(key));
  scope.state.drafts[form] = {
    answered: answered ? [...kept, answered] : kept,
    values: { ...draft.values, ...values },
    sources: { ...draft.sources, ...Object.fromEntries(changed.map((key) => [key, [...sources]])) },
    files: { ...draft.files, ...filesFrom(sourcesOf(scope), scope.input.attachments) },
  };
}

/** Every message that the answers and the files of a form came from. */
export function messagesOf({ sources, files }: Draft): string[] {
  const told = Object.values(sources).flatMap((all) => all.map(({ messageId }) => messageId));
  return [...new Set([...told, ...Object.values(files)])];
}
