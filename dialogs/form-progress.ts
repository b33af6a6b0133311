import type { FormProgress } from '../domain/handoff/form-progress.ts';
import type { FormDefinition } from './form-field.ts';
import { findPosition } from './form-position.ts';
import type { Teller } from './scope.ts';
import { ConversationState } from './state.ts';
import type { AssistantState } from './turn.ts';

/** How far a form of a conversation has come; null when none was begun, or when what was stored cannot be read. */
export function readFormProgress<Values extends object>(
  form: FormDefinition<Values>,
  stored: AssistantState,
  teller: Teller,
): FormProgress | null {
  const { data: state } = ConversationState.safeParse(stored);
  const draft = state?.drafts[form.id];
  if (!state || !draft) {
    return null;
  }
  const values = form.values.parse(draft.values);
  const fields = form.fields.filter(({ isAskedFor }) => isAskedFor?.(values) ?? true);
  const answered = fields.filter(({ name }) => draft.answered.includes(name));
  const open = state.dialogs.dialogStack.find(({ id }) => id === form.id);
  const at = open ? findPosition(open.state)?.at : undefined;
  return {
    answers: answered.map(({ name }) => form.tell(teller, values, name)).filter((line) => line !== null),
    missing: fields.filter((field) => !answered.includes(field)).map(({ title }) => title(teller)),
    asked: fields.find(({ name }) => name === at)?.title(teller) ?? null,
  };
}
