import { topicOf } from '../topic.ts';
import { trainUnderstanding } from '../understanding/trained.ts';

/** Whether a text is for sure about the care of somebody's health, whose way is another one (the EPS, then Supersalud). */
export function isHealthMatter(text: string): boolean {
  const decision = trainUnderstanding()(text);
  return decision.kind === 'sure' && topicOf(decision.intent) === 'health';
}
