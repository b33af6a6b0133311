import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createAssistant } from '../../dialogs/assistant.ts';
import { runTranscriptFile } from '../support/transcript.ts';
import { fixedDependencies } from '../support/world-in-memory.ts';

const FOLDER = new URL('./transcripts/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** One assistant answers everybody, as in the application: a conversation that leaked into another would show here. */
const assistant = createAssistant(fixedDependencies());

test.each(files)('%s', async (name) => {
  const { expected, actual } = await runTranscriptFile(assistant, new URL(name, FOLDER));

  expect(actual).toBe(expected);
});

test('there are conversations to run', () => {
  expect(files.length).toBeGreaterThan(25);
});
