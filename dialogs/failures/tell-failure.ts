import { offerFiling } from '../pqrs/offer-filing.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

/** Says whom to call about a failure, and offers to file a reclamo with what was told. */
export async function tellFailure(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  await say(dc.context, t('care.failure', world.entity().serviceLine));
  await offerFiling(dc, 'failure');
}

/** Asks what is failing; the answer is understood like any other message. */
export async function askFailure(dc: DialogContext): Promise<void> {
  await say(dc.context, scopeOf(dc.context).t('care.failureQuestion'));
}
