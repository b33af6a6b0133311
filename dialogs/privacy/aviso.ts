import { z } from 'zod';
import type { ConsentPurpose } from '../../domain/people/consent.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import { type Scope, say, scopeOf, type World } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';

/** Changes with the words of the aviso: a choice made under other words is asked again. */
export const AVISO_VERSION = '2026-11';

export const AVISO_DIALOG = 'aviso';

/**
 * The short aviso de privacidad and its two answers (Ley 1581 of 2012, arts. 9 and 12).
 *
 * Refusing, or three answers that nobody understands, does not stop anybody: a public function needs no permission to
 * answer a petición (art. 10, lit. a). Without a choice nothing is granted and no proof is written.
 */
export const avisoPrompt = new MenuPrompt({
  id: AVISO_DIALOG,
  memory: z.strictObject({}),
  menu: (scope) => ({
    text: avisoText(scope),
    options: [
      {
        value: true,
        title: scope.t('privacy.accept'),
        synonyms: [
          'si',
          'sí',
          'si acepto',
          'aceptar',
          'acepto todo',
          'ok',
          'okay',
          'dale',
          'de acuerdo',
          'claro',
          '👍',
        ],
      },
      {
        value: false,
        title: scope.t('privacy.refuse'),
        synonyms: ['no', 'rechazo', 'no aceptar', 'no estoy de acuerdo', 'no quiero', '👎'],
      },
    ],
  }),
  choose: async (dc, granted) => {
    const scope = scopeOf(dc.context);
    scope.state.privacy = granted ? 'accepted' : 'refused';
    await recordChoice(scope, { purpose: 'tramite', granted, words: avisoText(scope) });
    await say(dc.context, scope.t(granted ? 'privacy.accepted' : 'privacy.refused'));
    return dc.endDialog();
  },
  onOther: 'hold',
  refusal: ({ t }) => t('privacy.unclear'),
  giveUp: async (dc): Promise<DialogTurnResult> => {
    const scope = scopeOf(dc.context);
    scope.state.privacy = 'unanswered';
    await say(dc.context, scope.t('privacy.unanswered'));
    return dc.endDialog();
  },
});

type Words = Pick<Scope, 't'> & { readonly world: Pick<World, 'entity'> };

/** Says who answers, and asks. */
export async function greetWithAviso(dc: DialogContext): Promise<void> {
  await sayHello(dc);
  await dc.beginDialog(AVISO_DIALOG);
}

export async function sayHello(dc: DialogContext): Promise<void> {
  await say(dc.context, helloText(scopeOf(dc.context)));
}

/** The first words to whoever comes. */
export function helloText({ t, world }: Words): string {
  const { assistantName: assistant, name: entity, greeting } = world.entity();
  return t(greeting === 'breve' ? 'conversation.helloBrief' : 'conversation.hello', { assistant, entity });
}

/** Takes over the choice that the same person made in another conversation, when it was made under these words. */
export async function adoptEarlierChoice({ state, turn }: Scope): Promise<void> {
  const { contactId } = turn.conversation;
  const earlier = await turn.repositories.consents.findNewest(contactId, 'tramite');
  if (earlier?.textVersion === AVISO_VERSION) {
    state.privacy = earlier.granted ? 'accepted' : 'refused';
  }
}

/** Writes the proof of a choice: the words shown, where, when and in which message it was made. */
export async function recordChoice(
  { turn, world }: Scope,
  choice: { readonly purpose: ConsentPurpose; readonly granted: boolean; readonly words: string },
): Promise<void> {
  await turn.repositories.consents.insert({
    id: world.newId(),
    contactId: turn.conversation.contactId,
    purpose: choice.purpose,
    granted: choice.granted,
    textVersion: AVISO_VERSION,
    textHash: world.sha256(choice.words),
    channel: turn.conversation.channel,
    eventId: turn.event.id,
    givenAt: turn.event.receivedAt,
  });
}

/** The exact words that are shown before the choice, and whose hash is its proof. */
export function avisoText({ t, world }: Words): string {
  const { legalName: responsible, nit, privacy } = world.entity();
  return t('privacy.aviso', { responsible, nit, email: privacy.email, url: privacy.url });
}
