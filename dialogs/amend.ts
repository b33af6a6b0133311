import { answerDanger } from './danger.ts';
import { FormDialog } from './form.ts';
import { answerMessage } from './main-dialog.ts';
import { findOpen } from './open-dialog.ts';
import { say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';

/**
 * An earlier message says something else: what was told in it is told anew, as long as it was not filed.
 *
 * An edit of the message that was just not understood is read as if it were typed now.
 */
export async function answerEdit(dc: DialogContext, { restarted }: { restarted: boolean }): Promise<void> {
  const { state, input, t } = scopeOf(dc.context);
  const isReadable = input.text.trim() !== '';
  if (isReadable && input.targetId !== null && input.targetId === state.missed) {
    return answerMessage(dc, { restarted });
  }
  await answerDanger(dc);
  if (isHumans(dc) || (isReadable && (await amendForms(dc, input.text)))) {
    return;
  }
  if (isFiled(dc)) {
    return tellFiled(dc, 'conversation.editAfterFiling');
  }
  await say(dc.context, t(isReadable ? 'conversation.editKept' : 'conversation.editUnread'));
}

/** An earlier message was taken back: what was told in it is asked again, as long as it was not filed. */
export async function answerDeletion(dc: DialogContext): Promise<void> {
  if (isHumans(dc) || (await amendForms(dc, null))) {
    return;
  }
  if (isFiled(dc)) {
    return tellFiled(dc, 'conversation.deleteAfterFiling');
  }
  await say(dc.context, scopeOf(dc.context).t('conversation.deleteKept'));
}

/**
 * A reaction is stored and answered with nothing, unless it stands where an answer is expected: it is no answer, and
 * above all no consent.
 */
export async function answerReaction(dc: DialogContext): Promise<void> {
  const { state, input, t } = scopeOf(dc.context);
  if (findOpen(dc) && input.targetId !== null && input.targetId === state.promptId && !isHumans(dc)) {
    await say(dc.context, t('conversation.reaction'));
  }
}

/** Unfinished forms are amended whether they are open or were left for later. */
async function amendForms(dc: DialogContext, text: string | null): Promise<boolean> {
  const { state, input } = scopeOf(dc.context);
  for (const id of Object.keys(state.drafts)) {
    const form = dc.findDialog(id);
    if (form instanceof FormDialog && input.targetId !== null) {
      if (await form.amend(dc, { messageId: input.targetId, text })) {
        return true;
      }
    }
  }
  return false;
}

function isHumans(dc: DialogContext): boolean {
  return scopeOf(dc.context).turn.conversation.owner === 'human';
}

function isFiled(dc: DialogContext): boolean {
  const { state, input } = scopeOf(dc.context);
  return input.targetId !== null && state.filedFrom.includes(input.targetId);
}

/** What was filed stays as it was filed (and so does the message, beside its change). */
async function tellFiled(
  dc: DialogContext,
  key: 'conversation.editAfterFiling' | 'conversation.deleteAfterFiling',
): Promise<void> {
  const { t, turn } = scopeOf(dc.context);
  const [last] = await turn.repositories.pqrs.findFiledBy(turn.conversation.contactId, 1);
  await say(dc.context, last ? t(key, { radicado: last.radicado }) : t('conversation.editKept'));
}
