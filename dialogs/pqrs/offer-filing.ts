import { z } from 'zod';
import { Attachment, MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import type { FormStart } from '../form-screen.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { filesFrom, sourcesOf } from '../sources.ts';
import { Source } from '../state.ts';
import { NO_WORDS, YES_WORDS } from '../yes-no.ts';
import type { FilingValues } from './filing-values.ts';
import { saidInAudio, toSaid } from './said.ts';
import { startFiling } from './start-filing.ts';

const OFFER_DIALOG = 'offer';

const Memory = z.strictObject({
  reason: z.enum(['failure', 'danger', 'file', 'place']),
  text: z.string().max(MAX_TEXT_CHARACTERS),
  attachments: z.array(Attachment),
  sources: z.array(Source),
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
  choose: async (dc, wanted, memory) => {
    const scope = scopeOf(dc.context);
    const ended = await dc.endDialog();
    if (!wanted) {
      await say(dc.context, scope.t('pqrs.offerDeclined'));
      return ended;
    }
    return startFiling(dc, toStart(scope, memory));
  },
  onOther: 'release',
});

/** Offers to file the message that is being answered. */
export function offerFiling(dc: DialogContext, reason: Memory['reason']): Promise<DialogTurnResult> {
  const scope = scopeOf(dc.context);
  const { text, attachments } = scope.input;
  const sources = [...sourcesOf(scope)];
  return dc.beginDialog(OFFER_DIALOG, { reason, text, attachments, sources } satisfies Memory);
}

/** Ends the offer to file what came with a file, once no file is left of it. */
export async function endEmptyOffer(dc: DialogContext): Promise<void> {
  const { activeDialog } = dc;
  const memory = activeDialog?.id === OFFER_DIALOG ? offerPrompt.memoryOf(activeDialog) : null;
  if (memory?.reason === 'file' && memory.attachments.length === 0) {
    await dc.endDialog();
  }
}

function toStart(scope: Scope, { reason, text, attachments, sources }: Memory): FormStart<FilingValues> {
  const isFailure = reason === 'failure' || reason === 'danger';
  const said = reason === 'place' ? null : (toSaid(text) ?? saidInAudio(scope, attachments));
  return {
    values: { said, annexes: attachments, ...(isFailure ? { kind: 'reclamo', aboutService: true } : {}) },
    answered: isFailure ? ['kind'] : [],
    sources: { said: sources },
    files: filesFrom(sources, attachments),
  };
}

const OFFERS = {
  failure: 'pqrs.offerFailure',
  danger: 'pqrs.offerDanger',
  place: 'pqrs.offerPlace',
} as const;

function offerText({ t }: Scope, { reason, attachments }: Memory): string {
  if (reason === 'file') {
    return t('pqrs.offerFile', { names: attachments.map(({ name }) => name).join(', ') });
  }
  return t(OFFERS[reason]);
}
