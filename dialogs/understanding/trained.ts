import { type Classifier, createClassifier, readExamples } from './classifier.ts';
import { type Decision, decide } from './decision.ts';

const EXAMPLES = new URL('./examples/train.tsv', import.meta.url);

let classifier: Classifier | null = null;

/**
 * What a text asks for, learned from our own examples.
 *
 * The examples never change while the program runs, so learning, which takes about a second, happens once in a process.
 */
export function trainUnderstanding(): (text: string) => Decision {
  classifier ??= createClassifier(readExamples(EXAMPLES));
  const trained = classifier;
  return (text) => decide(trained.classify(text));
}
