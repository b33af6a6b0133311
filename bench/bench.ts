import { parseArgs } from 'node:util';
import { measureConsoleLists } from './console-lists.ts';
import { measureDurableTurns } from './durable-turns.ts';
import { type Figure, toLine } from './figure.ts';
import { measureHostileInputs } from './hostile-inputs.ts';
import { measureLiveInbox } from './inbox-live.ts';
import { buildIfStale } from './program.ts';
import { measureProgramAtRest } from './program-at-rest.ts';
import { countStatements } from './statements.ts';
import { measureUnderstanding } from './understanding.ts';
import { measureWeb } from './web.ts';
import { measureWhatsApp } from './whatsapp.ts';

const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  understanding: measureUnderstanding,
  turns: measureDurableTurns,
  statements: countStatements,
  rest: measureProgramAtRest,
  hostile: measureHostileInputs,
  whatsapp: measureWhatsApp,
  web: measureWeb,
  console: measureConsoleLists,
  inbox: measureLiveInbox,
};

/**
 * `npm run bench`: every figure with its limit or aim, and measured ÷ that. Takes about fifteen minutes.
 * `npm run bench -- whatsapp turns`: those parts only.
 */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    throw new Error(`there is no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}`);
  }
  const chosen = Object.entries(PARTS).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  );
  buildIfStale();
  for (const [, measure] of chosen) {
    for (const figure of await measure()) {
      process.stdout.write(`${toLine(figure)}\n`);
    }
    process.stdout.write('\n');
  }
}

await main();
