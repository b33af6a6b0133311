import type { Classification } from './classifier.ts';
import { type Intent, OUT_OF_SCOPE } from './intents.ts';

/** What to do with an opinion: act, ask which of two or three, or say that it was not understood. */
export type Decision =
  | { readonly kind: 'sure'; readonly intent: Intent }
  | { readonly kind: 'ask'; readonly options: readonly [Intent, Intent, ...Intent[]] }
  | { readonly kind: 'unknown' };

/**
 * Chosen on `examples/nlu-dev.tsv` (325 rows in scope, 80 out of it). From 0.6 up, 60 % of the rows in scope are acted
 * on and 95 % of those rightly, while 5 % of the others are acted on by mistake. At 0.5 it is 68 %, 94 % and 7 %.
 * Five folds over the training file, judged by exact name, act rightly in 85 to 96 %: expect less than the file says.
 */
const SURE_CONFIDENCE = 0.6;

/**
 * From here to `SURE_CONFIDENCE`, the right intent is among the three offered in 95 % of the rows in scope. Below it,
 * 11 % of them get "no entendí"; at 0.15 it would be 9 %, and 24 % instead of 16 % of the others would be asked.
 */
const ASK_CONFIDENCE = 0.2;

/** A third option less likely than this is noise to the reader. */
const THIRD_OPTION_CONFIDENCE = 0.04;

/** Only intents in scope are offered: nobody chooses "something that you do not do" from a list. */
export function decide(result: Classification): Decision {
  if (result.confidence >= SURE_CONFIDENCE) {
    return { kind: 'sure', intent: result.intent };
  }
  const inScope = result.ranked.filter(({ intent }) => !OUT_OF_SCOPE.has(intent));
  const [first, second, third] = inScope;
  if (OUT_OF_SCOPE.has(result.intent) || !first || !second || first.confidence < ASK_CONFIDENCE) {
    return { kind: 'unknown' };
  }
  if (!third || third.confidence < THIRD_OPTION_CONFIDENCE) {
    return { kind: 'ask', options: [first.intent, second.intent] };
  }
  return { kind: 'ask', options: [first.intent, second.intent, third.intent] };
}
