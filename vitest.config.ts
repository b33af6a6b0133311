import { defineConfig } from 'vitest/config';

/** Files that silence a library for the whole process, or kill what they started: each has a process of its own. */
const WHOLE = ['demo', 'bot/channels/whatsapp', 'bot/durability'].map(
  (folder) => `tests/${folder}/*.test.ts`,
);

const common = {
  env: { TZ: 'UTC' },
  pool: 'forks',
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // How long a page may take to show something on a busy machine; the time of the test ends the waiting.
  expect: { poll: { timeout: 20_000 } },
} as const;

export default defineConfig({
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      { test: { ...common, name: 'whole', include: WHOLE } },
      {
        test: {
          ...common,
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: WHOLE,
          // They share what they import: to load it anew for each file takes a seventh of the processor's time.
          isolate: false,
        },
      },
    ],
  },
});
