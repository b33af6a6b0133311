import { z } from 'zod';
import { showMenu } from '../main-menu.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { STUCK_DIALOG } from '../open-dialog.ts';
import { hasDraft } from '../pqrs/start-filing.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { callPerson, tellPersonComes } from './ask-for-person.ts';

/**
 * The ways out after three misses; it lies on top of the question that was missed, which goes on under it.
 *
 * Three misses here too, and a colleague is asked for: nobody is left alone with a question.
 */
export const stuckPrompt = new MenuPrompt({
  id: STUCK_DIALOG,
  memory: z.strictObject({ optional: z.boolean() }),
  menu: ({ t }, { optional }) => ({
    text: t('conversation.stuckQuestion'),
    options: [
      { value: 'continue', title: t('conversation.stuckContinue'), synonyms: ['seguir', 'intentar'] },
      ...(optional ? [{ value: 'skip', title: t('conversation.stuckSkip'), synonyms: ['saltar'] }] : []),
      { value: 'person', title: t('conversation.stuckPerson'), synonyms: ['asesor', 'persona'] },
      { value: 'menu', title: t('conversation.stuckMenu'), synonyms: ['menu'] },
    ],
  }),
  choose: async (dc, choice) => {
    if (choice === 'person') {
      return giveToPerson(dc);
    }
    if (choice === 'menu') {
      const left = await dc.cancelAllDialogs();
      await showMenu(dc);
      return left;
    }
    const ended = await dc.endDialog(choice);
    if (!dc.activeDialog) {
      await showMenu(dc);
    }
    return ended;
  },
  onOther: 'hold',
  giveUp: giveToPerson,
});

/** Leaves everything open, with the drafts kept, and asks for a colleague. */
async function giveToPerson(dc: DialogContext): Promise<DialogTurnResult> {
  await callPerson(dc, 'not-understood');
  const left = await dc.cancelAllDialogs();
  const scope = scopeOf(dc.context);
  await (hasDraft(scope) ? say(dc.context, scope.t('care.personAfterMisses')) : tellPersonComes(dc));
  return left;
}
