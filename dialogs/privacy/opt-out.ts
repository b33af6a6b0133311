import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { recordChoice } from './aviso.ts';

const REVOKED = ['avisos', 'encuestas'] as const;

/** "BAJA": no more notices or surveys, with proof of the moment. Whoever writes is still answered. */
export async function optOut(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const words = scope.t('privacy.optedOut');
  for (const purpose of REVOKED) {
    await recordChoice(scope, { purpose, granted: false, words });
  }
  await say(dc.context, words);
}
