import type { HandoffReason } from '../../domain/messages/conversation.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

/** Asks for a colleague. Whoever already waits is not put in the queue again, unless there is danger. */
export function callPerson(dc: DialogContext, reason: HandoffReason): void {
  const { turn } = scopeOf(dc.context);
  const { owner } = turn.conversation;
  if (owner === 'assistant' || (owner === 'waiting' && reason === 'danger')) {
    turn.handOff(reason);
  }
}

/** "Asesor": asks for a colleague, says when they attend, and goes on meanwhile. */
export async function askForPerson(dc: DialogContext): Promise<void> {
  callPerson(dc, 'asked');
  await tellPersonComes(dc);
}

/** Says that a colleague was asked for, and when they attend. */
export async function tellPersonComes(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  const hours = world.entity().offices[0]?.hours;
  await say(dc.context, hours ? t('care.personHours', { hours }) : t('care.person'));
}
