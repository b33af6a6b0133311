import { measureDurableTurns } from './durable-turns.ts';
import { type Figure, toLine } from './figure.ts';
import { measureHostileInputs } from './hostile-inputs.ts';
import { buildIfStale } from './program.ts';
import { measureProgramAtRest } from './program-at-rest.ts';
import { countStatements } from './statements.ts';
import { measureUnderstanding } from './understanding.ts';

const PARTS: readonly (() => Promise<readonly Figure[]>)[] = [
  measureUnderstanding,
  measureDurableTurns,
  countStatements,
  measureProgramAtRest,
  measureHostileInputs,
];

/** `npm run bench`: every figure with its limit or aim, and measured ÷ that. Takes about two minutes. */
async function main(): Promise<void> {
  buildIfStale();
  for (const measure of PARTS) {
    for (const figure of await measure()) {
      process.stdout.write(`${toLine(figure)}\n`);
    }
    process.stdout.write('\n');
  }
}

await main();
