import { localDateOf } from '../../domain/calendar/local-date.ts';
import { attentionAt } from '../../domain/handoff/attention.ts';
import type { HandoffReason } from '../../domain/messages/conversation.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

/**
 * Asks for a colleague. Whoever already waits is not put in the queue again, unless there is danger: that is told even
 * to the colleague who has the conversation.
 */
export async function callPerson(dc: DialogContext, reason: HandoffReason): Promise<void> {
  const { turn, world } = scopeOf(dc.context);
  const { id: conversationId, owner } = turn.conversation;
  if (reason === 'danger') {
    turn.isAbout('danger');
  }
  if (owner !== 'assistant' && reason !== 'danger') {
    return;
  }
  const at = turn.event.receivedAt;
  await turn.repositories.handoffs.ask({ id: world.newId(), conversationId, reason, at });
  turn.handOff(reason);
}

/** "Asesor": asks for a colleague, says when they attend, and goes on meanwhile. */
export async function askForPerson(dc: DialogContext): Promise<void> {
  await callPerson(dc, 'asked');
  await tellPersonComes(dc);
}

/** Says that a colleague was asked for: how many wait before, or when they attend if nobody is there. */
export async function tellPersonComes(dc: DialogContext): Promise<void> {
  await say(dc.context, await whenPersonComes(scopeOf(dc.context)));
}

async function whenPersonComes({ t, turn, world, locale }: Scope): Promise<string> {
  const office = world.entity().offices[0];
  const attention = office?.week && attentionAt(turn.now, office.week, world.calendar());
  if (attention?.nextAt) {
    const { nextAt } = attention;
    return t('care.personLater', {
      day: formatDay(localDateOf(nextAt), locale),
      hour: formatTime(nextAt, locale),
    });
  }
  const ahead = await turn.repositories.handoffs.countAhead(turn.conversation.id);
  if (ahead > 0) {
    return t('care.personQueue', { count: ahead });
  }
  return office ? t('care.personHours', { hours: office.hours }) : t('care.person');
}
