import { z } from 'zod';
import { Attachment, MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { NO_WORDS, YES_WORDS } from '../yes-no.ts';
import { toSaid } from './said.ts';
import { startFiling } from './start-filing.ts';

const OFFER_DIALOG = 'offer';

const Memory = z.strictObject({
  reason: z.enum(['failure', 'danger', 'file']),
  text: z.string().max(MAX_TEXT_CHARACTERS),
  attachments: z.array(Attachment),
});
type Memory = z.infer<typeof Memory>;

/** Offers to file what was just told. Any other message is taken as something new. */
export const offerPrompt = new MenuPrompt({
  id: OFFER_DIALOG,
  memory: Memory,
  menu: (scope, memory) => ({
    text: offerText(scope, memory),
    options: [
      { value: true, title: scope.t('pqrs.offerYes'), synonyms: [...YES_WORDS, 'radicar'] },
      { value: false, title: scope.t('pqrs.offerNo'), synonyms: NO_WORDS },
    ],
  }),
  choose: async (dc, wanted, { reason, text, attachments }) => {
    const ended = await dc.endDialog();
    if (!wanted) {
      await say(dc.context, scopeOf(dc.context).t('pqrs.offerDeclined'));
      return ended;
    }
    const values = { said: toSaid(text), annexes: attachments };
    return startFiling(
      dc,
      reason === 'file'
        ? { values }
        : { values: { ...values, kind: 'reclamo', aboutService: true }, answered: ['kind'] },
    );
  },
  onOther: 'release',
});

/** Offers to file the message that is being answered. */
export function offerFiling(dc: DialogContext, reason: Memory['reason']): Promise<DialogTurnResult> {
  const { text, attachments } = scopeOf(dc.context).input;
  return dc.beginDialog(OFFER_DIALOG, { reason, text, attachments } satisfies Memory);
}

function offerText({ t }: Scope, { reason, attachments }: Memory): string {
  if (reason === 'file') {
    return t('pqrs.offerFile', { names: attachments.map(({ name }) => name).join(', ') });
  }
  return t(reason === 'danger' ? 'pqrs.offerDanger' : 'pqrs.offerFailure');
}
