import type { ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import { type OutgoingContent, plainText } from '../../domain/messages/content.ts';
import { type Pqrs, PqrsDraft } from '../../domain/pqrs/pqrs.ts';
import { isHealthMatter } from '../health/is-health-matter.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import type { NextNumber } from '../turn.ts';
import { renderAcuse } from './acuse.ts';
import { FilingValues } from './filing-values.ts';
import { openInTurn } from './open-in-turn.ts';

type OpenPqrs = Extract<ColleagueAct, { act: 'open-pqrs' }>;

/** Notes that a colleague begins this PQRS; false when the same one was begun before. */
export function beginForPerson(dc: DialogContext, { by, filing }: OpenPqrs): Promise<boolean> {
  const { turn } = scopeOf(dc.context);
  return turn.repositories.intakes.begin({
    id: filing.intakeId,
    digest: filing.digest,
    openedById: by.id,
    filedAt: turn.event.receivedAt,
    lateReason: null,
    readBack: null,
    aviso: null,
    details: { document: null, phone: null, email: null, postalAddress: null },
  });
}

/**
 * Files what a colleague wrote down of a conversation, as the last work of the turn, and gives the person the acuse in its
 * place.
 *
 * The law counts from the message that it is about. What is open with the assistant stays open under it.
 */
export async function openForPerson(dc: DialogContext, act: OpenPqrs): Promise<void> {
  const scope = scopeOf(dc.context);
  const { turn } = scope;
  const { text } = turn.event.content;
  const isHealth = isHealthMatter(text);
  if (isHealth) {
    turn.markSensitive();
    scope.state.sensitive = true;
  }
  await turn.repositories.handoffs.answer(turn.conversation.id, act.by.id, turn.event.receivedAt);
  turn.atEnd((next) => file({ scope, act, isHealth, next }));
}

type Filing = {
  readonly scope: Scope;
  readonly act: OpenPqrs;
  readonly isHealth: boolean;
  readonly next: NextNumber;
};

async function file({ scope, act, isHealth, next }: Filing): Promise<readonly OutgoingContent[]> {
  const { t, turn } = scope;
  const { filing } = act;
  const { text, attachments } = turn.event.content;
  const { pqrs, code } = await openInTurn(
    scope,
    {
      draft: PqrsDraft.parse({ ...filing, description: text }),
      receivedAt: new Date(filing.receivedAt),
      name: filing.name,
      annexes: attachments,
      sensitivity: isHealth ? 'health' : 'normal',
    },
    next,
  );
  await turn.repositories.intakes.complete(filing.intakeId, pqrs);
  await recordOpening(scope, act, pqrs);
  const values = FilingValues.parse(pqrs);
  const acuse = renderAcuse(scope, { pqrs, code, values });
  return [plainText(`${t('pqrs.openedByColleague', { name: act.by.name })}\n${acuse}`)];
}

async function recordOpening({ turn }: Scope, { by }: OpenPqrs, pqrs: Pqrs): Promise<void> {
  await turn.repositories.handoffs.record({
    at: turn.event.receivedAt,
    actor: { kind: 'staff', id: by.id },
    action: 'pqrs.opened-by-staff',
    subject: `pqrs/${pqrs.radicado}`,
    after: { channel: pqrs.channel, receivedAt: pqrs.receivedAt.toISOString() },
  });
}
