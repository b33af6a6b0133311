import { offerWeb } from './continuation/on-the-web.ts';
import { askForPerson } from './handoff/ask-for-person.ts';
import { showMenu } from './main-menu.ts';
import { findOpen } from './open-dialog.ts';
import { hasDraft } from './pqrs/start-filing.ts';
import { optOut } from './privacy/opt-out.ts';
import { findPreference } from './privacy/preference.ts';
import { closeRefused } from './questions.ts';
import { say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { type Command, findCommand } from './understanding/commands.ts';

/**
 * Obeys "menú", "cancelar", "ayuda", "asesor", "atrás", "baja", "alta" and "por la web" at any prompt; false when the message is none.
 *
 * Only a message that is the command obeys: the word inside a story belongs to the story, and the name of an option
 * on the screen is an answer.
 */
export async function interrupt(dc: DialogContext): Promise<boolean> {
  const { input } = scopeOf(dc.context);
  const command = findPreference(input.text) ? 'baja' : findCommand(input.text);
  const open = findOpen(dc);
  if (!command || open?.dialog.claims(dc.context, open.instance)) {
    return false;
  }
  await COMMANDS[command](dc);
  return true;
}

const COMMANDS: Readonly<Record<Command, (dc: DialogContext) => Promise<void>>> = {
  menu: async (dc) => {
    await dc.cancelAllDialogs();
    await showMenu(dc);
  },
  cancelar: cancel,
  ayuda: async (dc) => {
    const { t, turn } = scopeOf(dc.context);
    await say(dc.context, t('conversation.help'));
    if (turn.conversation.channel === 'whatsapp') {
      await say(dc.context, t('continuation.hint'));
    }
    await askAgain(dc);
  },
  asesor: async (dc) => {
    await askForPerson(dc);
    await dc.repromptDialog();
  },
  atras: async (dc) => {
    const open = findOpen(dc);
    await (open ? open.dialog.goBack(dc) : showMenu(dc));
  },
  baja: async (dc) => {
    const asks = await optOut(dc);
    if (!asks) {
      await closeRefused(dc);
      await dc.repromptDialog();
    }
  },
  web: offerWeb,
};

/** Shows the open question again, or the menu. */
async function askAgain(dc: DialogContext): Promise<void> {
  await (findOpen(dc) ? dc.repromptDialog() : showMenu(dc));
}

async function cancel(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  if (!findOpen(dc)) {
    await showMenu(dc, scope.t('conversation.nothingToCancel'));
    return;
  }
  await dc.cancelAllDialogs();
  const said = hasDraft(scope) ? 'conversation.cancelledKept' : 'conversation.cancelled';
  await say(dc.context, scope.t(said));
}
