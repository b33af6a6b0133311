import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programFile } from '../support/program-file.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** The program in a process of its own. */
export type OwnProgram = {
  /** Resolves when it can be written to; throws with its own words when it ends before. */
  readonly ready: Promise<void>;
  /** Asks it to end as Ctrl-C does, and resolves when it is gone. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the program as an operator does, out of reach of this terminal's Ctrl-C: a second signal would end it before
 * it has stopped its database.
 */
export function startOwnProgram(settings: Readonly<Record<string, string>>): OwnProgram {
  const child = spawn(process.execPath, [...programFile('bot/main.ts')], {
    cwd: PROJECT,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const gone = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString();
  });
  const spoke = once(child.stdout, 'data');
  return {
    ready: Promise.race([
      spoke,
      gone.then(() => Promise.reject(new Error(`the program ended before it was ready: ${errors}`))),
    ]).then(() => undefined),
    stop: async () => {
      child.kill('SIGINT');
      await gone;
    },
  };
}
