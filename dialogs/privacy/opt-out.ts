import { z } from 'zod';
import type { PlainMessageKey } from '../../locales/translate.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import type { MenuOption } from '../understanding/menu-choice.ts';
import { recordChoice } from './aviso.ts';
import { findPreference, type MessagePurpose } from './preference.ts';

const PREFERENCE_DIALOG = 'preference';

const PURPOSES: readonly MessagePurpose[] = ['avisos', 'encuestas'];

type What = MessagePurpose | 'all';
const OFF: Readonly<Record<What, PlainMessageKey>> = {
  avisos: 'privacy.off.avisos',
  encuestas: 'privacy.off.encuestas',
  all: 'privacy.off.all',
};
const ON: Readonly<Record<What, PlainMessageKey>> = {
  avisos: 'privacy.on.avisos',
  encuestas: 'privacy.on.encuestas',
  all: 'privacy.on.all',
};

/** Asks what to stop or to allow again; what was open goes on afterwards. */
export const preferencePrompt = new MenuPrompt({
  id: PREFERENCE_DIALOG,
  memory: z.strictObject({ wanted: z.boolean() }),
  menu: ({ t }, { wanted }) => ({
    text: t(wanted ? 'privacy.onQuestion' : 'privacy.offQuestion'),
    options: [
      { value: 'avisos', title: t('privacy.choiceAvisos'), synonyms: ['avisos', 'aviso', 'notices'] },
      { value: 'encuestas', title: t('privacy.choiceEncuestas'), synonyms: ['encuesta', 'surveys'] },
      {
        value: 'all',
        title: t(wanted ? 'privacy.choiceBoth' : 'privacy.choiceNeither'),
        synonyms: ['todo', 'todos', 'ambos', 'los dos', 'ninguno', 'all'],
      },
      { value: 'keep', title: t('privacy.choiceKeep'), synonyms: ['nada', 'no', 'dejar asi', 'nothing'] },
    ] satisfies MenuOption<What | 'keep'>[],
  }),
  choose: async (dc, what, { wanted }) => {
    await (what === 'keep'
      ? say(dc.context, scopeOf(dc.context).t('privacy.choiceKept'))
      : choosePurpose(dc, { wanted, what }));
    return dc.endDialog();
  },
  onOther: 'release',
});

/**
 * "BAJA" and "ALTA", with a purpose or without one: then it is asked which. True when it left a question open.
 *
 * A choice never stops the answers to whoever writes.
 */
export async function optOut(dc: DialogContext): Promise<boolean> {
  const { wanted, what } = findPreference(scopeOf(dc.context).input.text) ?? { wanted: false, what: null };
  if (what !== null) {
    await choosePurpose(dc, { wanted, what });
    return false;
  }
  await dc.beginDialog(PREFERENCE_DIALOG, { wanted });
  return true;
}

/** Writes the proof of a choice (Ley 1581 of 2012, art. 8 lit. e and art. 9) and confirms it in one sentence. */
async function choosePurpose(
  dc: DialogContext,
  { wanted, what }: { readonly wanted: boolean; readonly what: What },
): Promise<void> {
  const scope = scopeOf(dc.context);
  const words = scope.t((wanted ? ON : OFF)[what]);
  for (const purpose of what === 'all' ? PURPOSES : [what]) {
    await recordChoice(scope, { purpose, granted: wanted, words });
  }
  await say(dc.context, words);
}
