import { DomainError } from '../errors.ts';
import type { PqrsLife } from './life.ts';
import { LifeAct, type LifeActName } from './life-act.ts';
import type { LifeRefusal } from './life-refusal.ts';
import { isIn, type LifeMoment, type LifeRule, type LifeRules } from './life-rule.ts';
import { advance, RULES_OF_SILENCE } from './life-silence.ts';
import { RULES_OF_NOTICE } from './rules-of-notice.ts';
import { RULES_OF_PERSON } from './rules-of-person.ts';
import { RULES_OF_TERM } from './rules-of-term.ts';
import { RULES_OF_WORK } from './rules-of-work.ts';

const RULES: LifeRules<LifeActName> = {
  ...RULES_OF_WORK,
  ...RULES_OF_TERM,
  ...RULES_OF_PERSON,
  ...RULES_OF_NOTICE,
  ...RULES_OF_SILENCE,
};

/** What can be done to a PQRS, in the order in which a life goes. */
export const LIFE_ACTS: readonly LifeActName[] = LifeAct.options.map(({ shape }) => shape.do.value);

/**
 * What an act makes of a PQRS, once time has done its part.
 *
 * Throws the `LifeRefusal` that stands against it; what is refused changes nothing.
 */
export function decideLife(life: PqrsLife, act: LifeAct, moment: LifeMoment): PqrsLife {
  const now = advance(life, moment);
  const rule = ruleOf(act.do);
  const refusal = findObstacle(now, rule, moment) ?? rule.refuse?.(now, act, moment) ?? null;
  if (refusal !== null) {
    throw new DomainError(refusal);
  }
  return rule.apply(now, act, moment);
}

/** What stands against an act now, whatever its details are; null when it can be done. */
export function obstacleTo(name: LifeActName, life: PqrsLife, moment: LifeMoment): LifeRefusal | null {
  return findObstacle(advance(life, moment), ruleOf(name), moment);
}

function findObstacle(life: PqrsLife, rule: LifeRule<LifeActName>, moment: LifeMoment): LifeRefusal | null {
  if (!isIn(life.status, rule.from)) {
    return life.status === 'SAP_PRESUNTO' ? 'pqrs-silence-waits' : 'pqrs-not-in-this-state';
  }
  return rule.obstacle?.(life, moment) ?? null;
}

/** Each act only ever meets the rule of its own name. */
function ruleOf(name: LifeActName): LifeRule<LifeActName> {
  return RULES[name] as unknown as LifeRule<LifeActName>;
}
