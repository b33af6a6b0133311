import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClassifier, readExamples, readRows } from './classifier.ts';
import { evaluateClassifier } from './evaluation.ts';

const TRAINING_FILE = new URL('./examples/train.tsv', import.meta.url);

/** `npm run nlu:eval -- FILE.tsv`: one JSON line of shares with four decimals; exit code 2 without a file. */
function main(path: string | undefined): void {
  if (path === undefined) {
    process.stderr.write('npm run nlu:eval -- FILE.tsv\n');
    process.exitCode = 2;
    return;
  }
  const rows = readRows(pathToFileURL(resolve(path)));
  const shares = evaluateClassifier(createClassifier(readExamples(TRAINING_FILE)), rows);
  const rounded = Object.entries(shares).map(([name, share]) => [name, Math.round(share * 1e4) / 1e4]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

main(process.argv[2]);
