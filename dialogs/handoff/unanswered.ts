import { z } from 'zod';
import { findPhoneIn } from '../../domain/people/phone-search.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { findOpen } from '../open-dialog.ts';
import { startFiling } from '../pqrs/start-filing.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { TextPrompt } from '../text-prompt.ts';

const UNANSWERED_DIALOG = 'unanswered';
const CALL_DIALOG = 'unanswered.call';

/** Without a country: as people in Colombia read their number. */
const NATIONAL = /^57(\d{3})(\d{3})(\d{4})$/;

/** What whoever waits in vain can do instead; any other message is taken as something new. */
export const unansweredPrompt = new MenuPrompt({
  id: UNANSWERED_DIALOG,
  memory: z.strictObject({}),
  menu: ({ t }) => ({
    text: t('care.unanswered'),
    options: [
      { value: 'file' as const, title: t('care.unansweredFile'), synonyms: ['radicar', 'radicado'] },
      { value: 'call' as const, title: t('care.unansweredCall'), synonyms: ['llamada', 'llamen', 'llamar'] },
      { value: 'wait' as const, title: t('care.unansweredWait'), synonyms: ['esperar', 'espero'] },
    ],
  }),
  choose: async (dc, choice) => {
    if (choice === 'call') {
      return dc.replaceDialog(CALL_DIALOG, {});
    }
    const ended = await dc.endDialog();
    if (choice === 'file') {
      return startFiling(dc, {});
    }
    await say(dc.context, scopeOf(dc.context).t('care.unansweredStays'));
    return ended;
  },
  onOther: 'release',
});

/** Asks for the number to call; the request waits in the queue with it. */
export const callPrompt = new TextPrompt({
  id: CALL_DIALOG,
  memory: z.strictObject({}),
  question: ({ t }) => t('care.callQuestion'),
  find: ({ input }) => findPhoneIn(input.text),
  refusal: ({ t }) => t('care.callRefused'),
  previous: UNANSWERED_DIALOG,
  accept: async (dc, phone): Promise<DialogTurnResult> => {
    const { t, turn } = scopeOf(dc.context);
    await turn.repositories.handoffs.askForCall(turn.conversation.id, phone, turn.event.receivedAt);
    await say(dc.context, t('care.callKept', { phone: phone.replace(NATIONAL, '$1 $2 $3') }));
    return dc.endDialog();
  },
});

/** Nobody of the team answered in time: told once, without taking anything away that is open. */
export async function offerUnanswered(dc: DialogContext): Promise<void> {
  const { t, turn } = scopeOf(dc.context);
  const { conversation, event, repositories } = turn;
  if (!(await repositories.handoffs.tellUnanswered(conversation.id, event.receivedAt))) {
    return;
  }
  if (findOpen(dc)) {
    await say(dc.context, t('care.unansweredOpen'));
    await dc.repromptDialog();
    return;
  }
  await dc.beginDialog(UNANSWERED_DIALOG, {});
}
