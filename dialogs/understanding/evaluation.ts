import type { Classifier } from './classifier.ts';
import { decide } from './decision.ts';
import { getAcceptedIntents, type Intent, OUT_OF_SCOPE } from './intents.ts';

/** Shares from 0 to 1. */
export type Evaluation = {
  readonly accuracy: number;
  readonly macroF1: number;
  /** The right intent is among the three likeliest. */
  readonly top3: number;
  /** Of the rows in scope, those acted on without asking. */
  readonly actedShare: number;
  /** Of the rows in scope acted on, those acted on rightly. */
  readonly actedCorrect: number;
  /** Of the rows out of scope, those acted on as if they were in it. */
  readonly outOfScopeActed: number;
};

type Row = { readonly text: string; readonly label: string };
type Outcome = {
  readonly expected: Intent;
  readonly predicted: Intent;
  readonly inTop3: boolean;
  readonly acted: Intent | null;
};

/** Judges a classifier on labelled rows. A coarse label accepts every finer intent that it covered. */
export function evaluateClassifier(classifier: Classifier, rows: readonly Row[]): Evaluation {
  const outcomes = rows.map((row) => judge(classifier, row));
  const inScope = outcomes.filter(({ expected }) => !OUT_OF_SCOPE.has(expected));
  const outOfScope = outcomes.filter(({ expected }) => OUT_OF_SCOPE.has(expected));
  const acted = inScope.filter((outcome) => outcome.acted !== null);

  return {
    accuracy: shareOf(outcomes, ({ expected, predicted }) => expected === predicted),
    macroF1: measureMacroF1(outcomes),
    top3: shareOf(outcomes, ({ inTop3 }) => inTop3),
    actedShare: shareOf(inScope, (outcome) => outcome.acted !== null),
    actedCorrect: shareOf(acted, (outcome) => outcome.acted === outcome.expected),
    outOfScopeActed: shareOf(
      outOfScope,
      (outcome) => outcome.acted !== null && !OUT_OF_SCOPE.has(outcome.acted),
    ),
  };
}

function judge(classifier: Classifier, { text, label }: Row): Outcome {
  const accepted = getAcceptedIntents(label);
  const [expected] = accepted;
  const toExpected = (intent: Intent): Intent => (accepted.includes(intent) ? expected : intent);
  const result = classifier.classify(text);
  const decision = decide(result);

  return {
    expected,
    predicted: toExpected(result.intent),
    inTop3: result.ranked.slice(0, 3).some(({ intent }) => accepted.includes(intent)),
    acted: decision.kind === 'sure' ? toExpected(decision.intent) : null,
  };
}

/** The mean over the expected intents, so that a rare one counts as much as a common one. */
function measureMacroF1(outcomes: readonly Outcome[]): number {
  const expectedIntents = [...new Set(outcomes.map(({ expected }) => expected))];
  const scores = expectedIntents.map((intent) => {
    const hits = outcomes.filter(({ expected, predicted }) => expected === intent && predicted === intent);
    const expectedCount = outcomes.filter(({ expected }) => expected === intent).length;
    const predictedCount = outcomes.filter(({ predicted }) => predicted === intent).length;
    return (2 * hits.length) / (expectedCount + predictedCount);
  });
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function shareOf(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number {
  return outcomes.length === 0 ? 0 : outcomes.filter(holds).length / outcomes.length;
}
