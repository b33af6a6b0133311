import { type Classifier, type Learned, learn, readExamples, toClassifier } from './classifier.ts';
import { type Decision, decide } from './decision.ts';
import { findLearned } from './learned-file.ts';

const EXAMPLES = new URL('./examples/train.tsv', import.meta.url);

let classifier: Classifier | null = null;

/**
 * What a text asks for, learned from our own examples.
 *
 * The examples never change while the program runs. What the build has learned is taken up; without it, learning
 * takes some seconds, once in a process.
 */
export function trainUnderstanding(): (text: string) => Decision {
  classifier ??= toClassifier(findLearned() ?? learnAgain());
  const trained = classifier;
  return (text) => decide(trained.classify(text));
}

/** Learns from the examples as they are. */
export function learnAgain(): Learned {
  return learn(readExamples(EXAMPLES));
}
