import { toMenuContent } from './menu-prompt.ts';
import { hasDraft } from './pqrs/start-filing.ts';
import { type Scope, say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import type { Topic } from './topic.ts';
import { chooseOption, type MenuOption } from './understanding/menu-choice.ts';

/** Shows the main menu. Nothing is open while it is on the screen: any other message is understood as it comes. */
export async function showMenu(dc: DialogContext, text?: string): Promise<void> {
  const scope = scopeOf(dc.context);
  const content = toMenuContent({
    text: text ?? scope.t('conversation.menuQuestion'),
    options: menuOptions(scope),
  });
  await say(dc.context, { ...content, expects: 'nothing' });
}

/** The topic that the message names in the main menu, by number, title or word; null when it names none. */
export function findInMenu(scope: Scope): Topic | null {
  return chooseOption(scope.input.text, menuOptions(scope));
}

/** The draft comes last, so that the other numbers never move. */
function menuOptions(scope: Scope): readonly MenuOption<Topic>[] {
  const { t } = scope;
  const options: MenuOption<Topic>[] = [
    {
      value: 'filing',
      title: t('conversation.menuFile'),
      synonyms: ['radicar', 'pqrs', 'pqr', 'radicar pqrs', 'radicar una pqrs', 'poner una pqrs'],
    },
    { value: 'status', title: t('conversation.menuStatus'), synonyms: ['consultar', 'estado', 'radicado'] },
    {
      value: 'mine',
      title: t('conversation.menuMine'),
      synonyms: ['mis solicitudes', 'mis pqrs', 'mis radicados', 'mis tramites'],
    },
    {
      value: 'failureAsk',
      title: t('conversation.menuFailure'),
      synonyms: ['falla', 'reportar', 'reportar daño'],
    },
    { value: 'payment', title: t('conversation.menuPayment'), synonyms: ['pagar', 'pago', 'pagos'] },
    { value: 'hours', title: t('conversation.menuHours'), synonyms: ['horarios', 'horario', 'oficinas'] },
    { value: 'person', title: t('conversation.menuPerson') },
  ];
  const resume: MenuOption<Topic> = {
    value: 'resume',
    title: t('conversation.menuResume'),
    synonyms: ['retomar', 'seguir', 'continuar', 'retomar la solicitud', 'seguir con la solicitud'],
  };
  return hasDraft(scope) ? [...options, resume] : options;
}
