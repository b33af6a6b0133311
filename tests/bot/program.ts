import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { programFile } from '../support/program-file.ts';

const PROJECT = join(import.meta.dirname, '../..');

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A program of ours as an operator runs it: a process, its settings, what it writes and how it ends. */
export class Program {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(file: string, words: readonly string[], settings: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [...programFile(file), ...words], {
      cwd: PROJECT,
      // Nothing of this machine but the way to the programs: no setting of the suite may leak in.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString('utf8');
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString('utf8');
    });
  }

  /** Resolves when standard output has a match; throws when the program ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) {
        return match;
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`it ended with ${this.child.exitCode} before: ${this.stderr}`);
      }
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), once(this.child, 'close')]);
    }
  }

  async ended(): Promise<Ended> {
    if (!this.#isClosed()) {
      await once(this.child, 'close');
    }
    const { exitCode: code, signalCode: signal } = this.child;
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }

  /** Asks it to end as Ctrl-C does. */
  async interrupt(): Promise<Ended> {
    this.child.kill('SIGINT');
    return this.ended();
  }

  #isClosed(): boolean {
    return (
      (this.child.exitCode ?? this.child.signalCode) !== null && this.child.stdout?.readableEnded === true
    );
  }
}

/** Runs a program to its end. */
export function runProgram(
  file: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Program(file, words, settings).ended();
}
