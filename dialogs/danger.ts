import { callPerson } from './handoff/ask-for-person.ts';
import { emergencyLines } from './information/places.ts';
import { say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { findDanger } from './understanding/danger.ts';

/** Before anything else is read: emergency numbers to whoever writes of danger, and a colleague is told. */
export async function answerDanger(dc: DialogContext): Promise<boolean> {
  const scope = scopeOf(dc.context);
  if (findDanger(scope.input.text) === null) {
    return false;
  }
  await say(dc.context, scope.t('care.danger', { lines: emergencyLines(scope) }));
  await callPerson(dc, 'danger');
  await say(dc.context, scope.t('care.dangerContinue'));
  return true;
}
