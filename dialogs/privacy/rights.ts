import { z } from 'zod';
import { MenuPrompt } from '../menu-prompt.ts';
import { startFiling } from '../pqrs/start-filing.ts';
import { say, scopeOf } from '../scope.ts';

export const RIGHTS_DIALOG = 'rights';

/** Habeas data: filed as a consulta or a reclamo of Ley 1581 of 2012, arts. 14 and 15, each with its own term. */
export const rightsPrompt = new MenuPrompt({
  id: RIGHTS_DIALOG,
  memory: z.strictObject({}),
  menu: ({ t, world }) => ({
    text: t('privacy.rightsQuestion', { email: world.entity().privacy.email }),
    options: [
      { value: 'habeas-data-consulta' as const, title: t('privacy.rightsSee'), synonyms: ['conocer', 'ver'] },
      {
        value: 'habeas-data-reclamo' as const,
        title: t('privacy.rightsChange'),
        synonyms: ['corregir', 'borrar', 'eliminar', 'actualizar'],
      },
      { value: 'nothing' as const, title: t('privacy.rightsNothing'), synonyms: ['nada', 'no'] },
    ],
  }),
  choose: async (dc, kind) => {
    const ended = await dc.endDialog();
    if (kind === 'nothing') {
      await say(dc.context, scopeOf(dc.context).t('conversation.whatNext'));
      return ended;
    }
    return startFiling(dc, { values: { kind, aboutService: false }, answered: ['kind', 'aboutService'] });
  },
  onOther: 'release',
});
