import { readFileSync } from 'node:fs';
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { type Features, toFeatures } from './features.ts';
import { type Intent, isIntent } from './intents.ts';
import { type LinearWeights, toLinearModel, trainLinearModel } from './linear-model.ts';

export type Example = { readonly text: string; readonly intent: Intent };
export type RankedIntent = { readonly intent: Intent; readonly confidence: number };

/** The best intent, how sure the classifier is (0 to 1), and every intent from the most to the least likely. */
export type Classification = RankedIntent & { readonly ranked: readonly RankedIntent[] };

export type Classifier = { readonly classify: (text: string) => Classification };

const BAYES_SHARE = 0.15;
const BAYES_SMOOTHING = 0.2;
/** The product of more probabilities underflows to zero for every label. */
const MAX_BAYES_TOKENS = 60;

/** Rows of `text<TAB>intent`; a row that is not one throws with its number. */
export function readExamples(url: URL): Example[] {
  return readRows(url).map(({ text, label }, index) => {
    if (!isIntent(label)) {
      throw new Error(`Row ${index + 1} of ${url.pathname} has an unknown intent: ${label}`);
    }
    return { text, intent: label };
  });
}

/** Rows of `text<TAB>label` with whatever label they carry; blank lines are skipped. */
export function readRows(url: URL): { text: string; label: string }[] {
  return readFileSync(url, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [text, label] = line.split('\t');
      if (text === undefined || label === undefined) {
        throw new Error(`Row ${index + 1} of ${url.pathname} has no tab`);
      }
      return { text, label: label.trim() };
    });
}

/** What was learned from examples. */
export type Learned = {
  readonly linear: LinearWeights;
  readonly bayes: InstanceType<typeof BayesClassifier>;
};

/** Learns the intents of the examples, always the same from the same examples. */
export function createClassifier(examples: readonly Example[]): Classifier {
  return toClassifier(learn(examples));
}

/** The slow part: some seconds on a small machine. */
export function learn(examples: readonly Example[]): Learned {
  const known = examples.map(({ text, intent }) => ({ features: toFeatures(text), label: intent }));
  const bayes = new BayesClassifier(null, BAYES_SMOOTHING);
  for (const { features, label } of known) {
    bayes.addDocument(bayesTokens(features), label);
  }
  bayes.train();
  return { linear: trainLinearModel(known), bayes };
}

/**
 * Two opinions, averaged: Bayes of `natural` over stems, and a linear model that also sees neighbours and parts of
 * words, which forgives spelling.
 */
export function toClassifier({ linear: weights, bayes }: Learned): Classifier {
  const linear = toLinearModel(weights);
  return {
    classify(text) {
      const features = toFeatures(text);
      const byBayes = normalisedBayes(bayes, features);
      const ranked = [...linear.predict(features)]
        .map((probability, index) => {
          const label = linear.labels[index] ?? '';
          const confidence = (1 - BAYES_SHARE) * probability + BAYES_SHARE * (byBayes.get(label) ?? 0);
          return { intent: label as Intent, confidence };
        })
        .sort((one, other) => other.confidence - one.confidence);
      const [best] = ranked;
      if (!best) {
        throw new Error('A classifier needs examples');
      }
      return { ...best, ranked };
    },
  };
}

function normalisedBayes(
  bayes: InstanceType<typeof BayesClassifier>,
  features: Features,
): ReadonlyMap<string, number> {
  const opinions = bayes.getClassifications(bayesTokens(features));
  const total = opinions.reduce((sum, { value }) => sum + value, 0) || 1;
  return new Map(opinions.map(({ label, value }) => [label, value / total]));
}

function bayesTokens({ words }: Features): string[] {
  return [...new Set(words)].slice(0, MAX_BAYES_TOKENS);
}
