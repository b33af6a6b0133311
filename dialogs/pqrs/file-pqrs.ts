import type { OutgoingContent } from '../../domain/messages/content.ts';
import { plainText } from '../../domain/messages/content.ts';
import { PqrsDraft } from '../../domain/pqrs/pqrs.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { askForSurveyConsent } from '../surveys/survey-consent.ts';
import type { NextNumber } from '../turn.ts';
import { renderAcuse } from './acuse.ts';
import type { FilingValues } from './filing-values.ts';
import { openInTurn } from './open-in-turn.ts';

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
  const { receivedAt } = scope.turn.event;
  const opening = { draft, receivedAt, name: null, annexes: values.annexes };
  const { pqrs, code } = await openInTurn(scope, opening, next);
  await askForSurveyConsent(scope);
  return [plainText(renderAcuse(scope, { pqrs, code, values }))];
}
