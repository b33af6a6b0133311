import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import type { OutgoingContent } from '../../domain/messages/content.ts';
import { plainText } from '../../domain/messages/content.ts';
import { openPqrs, type Pqrs, PqrsDraft, PqrsId } from '../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../domain/pqrs/radicado.ts';
import { hashVerificationCode, newVerificationCode } from '../../domain/pqrs/verification.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { askForSurveyConsent } from '../surveys/survey-consent.ts';
import type { NextNumber } from '../turn.ts';
import { renderAcuse } from './acuse.ts';
import type { FilingValues } from './filing-values.ts';

const SERIES = 'pqrs';

/**
 * Files what the person confirmed, as the last work of the turn, and says the acuse in its place.
 *
 * The law counts from the arrival of the message that confirmed, not from when the turn runs.
 */
export function filePqrs(dc: DialogContext, values: FilingValues): void {
  const scope = scopeOf(dc.context);
  const draft = PqrsDraft.parse(values);
  scope.state.filedAt = scope.turn.event.receivedAt.toISOString();
  scope.turn.atEnd((next) => file({ scope, values, draft, next }));
}

async function file({
  scope,
  values,
  draft,
  next,
}: {
  readonly scope: Scope;
  readonly values: FilingValues;
  readonly draft: PqrsDraft;
  readonly next: NextNumber;
}): Promise<readonly OutgoingContent[]> {
  const { turn, world } = scope;
  const { receivedAt } = turn.event;
  const year = bogotaYearOf(receivedAt);
  const code = newVerificationCode(world.randomBytes);
  const number = await next(SERIES, year);
  const radicado = formatRadicado({ prefix: world.entity().radicadoPrefix, year, number });
  const pqrs: Pqrs = openPqrs(draft, {
    id: PqrsId.parse(world.newId()),
    radicado,
    receivedAt,
    channel: turn.conversation.channel,
    conversationId: turn.conversation.id,
    petitioner: { contactId: turn.conversation.contactId, name: null },
    annexes: values.annexes,
    verification: { hash: hashVerificationCode({ code, radicado, hmac: world.hmac }) },
    calendar: world.calendar(),
  });
  await turn.repositories.pqrs.insert(pqrs);
  await askForSurveyConsent(scope);
  return [plainText(renderAcuse(scope, { pqrs, code, values }))];
}
