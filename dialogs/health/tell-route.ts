import { emergencyLines } from '../information/places.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

/**
 * The way of a complaint about an EPS: the EPS first, then Supersalud (CE 2023151000000010-5: 24, 48 or 72 hours).
 *
 * From this message on the conversation holds health data (Ley 1581 of 2012, art. 5).
 */
export async function tellHealthRoute(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  scope.turn.markSensitive();
  scope.state.sensitive = true;
  await say(dc.context, scope.t('care.health', { lines: emergencyLines(scope) }));
  await say(dc.context, scope.t('care.healthPrivate'));
}

/** The conversation turned to something else: what follows is ordinary again. */
export function leaveHealth(dc: DialogContext): void {
  const { state, turn } = scopeOf(dc.context);
  if (state.sensitive) {
    state.sensitive = false;
    turn.clearSensitive();
  }
}
