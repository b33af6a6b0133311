import { actOn, actOnIntent } from './act.ts';
import { findInMenu, showMenu } from './main-menu.ts';
import { MAX_MISSES, STUCK_DIALOG } from './open-dialog.ts';
import { offerFiling } from './pqrs/offer-filing.ts';
import { findRadicado, tellStatus } from './pqrs/status.ts';
import { noteMissed, say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { chooseOption } from './understanding/menu-choice.ts';
import { WHICH_DIALOG } from './which-topic.ts';
import { YES_WORDS } from './yes-no.ts';

/** Understands a message when nothing is open: a radicado, the menu, what it is about, or "no te entendí". */
export async function understand(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  if (scope.input.text.trim() === '') {
    return answerWithoutText(dc);
  }
  const radicado = findRadicado(scope, false);
  if (radicado) {
    scope.state.misses = 0;
    await tellStatus(dc, radicado);
    return;
  }
  const topic = findInMenu(scope) ?? (isLateConfirmation(dc) ? 'yes' : null);
  if (topic) {
    await actOn(dc, topic);
    return;
  }
  await followDecision(dc);
}

async function followDecision(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { world, input } = scope;
  const decision = world.understand(input.text);
  switch (decision.kind) {
    case 'sure':
      if (decision.intent !== 'fuera_de_alcance' || !(await offerWaysOut(dc))) {
        await actOnIntent(dc, decision.intent);
      }
      return;
    case 'ask':
      noteMissed(scope);
      await dc.beginDialog(WHICH_DIALOG, {
        intents: decision.options,
        text: input.text,
        attachments: input.attachments,
      });
      return;
    default:
      await tellNotUnderstood(dc);
  }
}

async function tellNotUnderstood(dc: DialogContext): Promise<void> {
  const { t, input } = scopeOf(dc.context);
  if (input.attachments.length > 0) {
    await offerFiling(dc, 'file');
    return;
  }
  if (!(await offerWaysOut(dc))) {
    noteMissed(scopeOf(dc.context));
    await showMenu(dc, t('conversation.notUnderstood'));
  }
}

/** The third message in a row that leads nowhere gets the ways out instead of the menu once more. */
async function offerWaysOut(dc: DialogContext): Promise<boolean> {
  const { state } = scopeOf(dc.context);
  state.misses += 1;
  if (state.misses < MAX_MISSES) {
    return false;
  }
  state.misses = 0;
  await dc.beginDialog(STUCK_DIALOG, { optional: false });
  return true;
}

async function answerWithoutText(dc: DialogContext): Promise<void> {
  const { input, t } = scopeOf(dc.context);
  if (input.attachments.length > 0) {
    await offerFiling(dc, 'file');
    return;
  }
  await say(dc.context, t('conversation.emptyMessage'));
}

/** A second "sí, radicar", sent before the acuse arrived or from an old button. */
function isLateConfirmation(dc: DialogContext): boolean {
  const { input, state, t } = scopeOf(dc.context);
  const options = [{ value: true, title: t('pqrs.summaryConfirm'), synonyms: YES_WORDS }];
  return state.filedAt !== null && input.text.trim() !== '1' && chooseOption(input.text, options) !== null;
}
