import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { FaultPoint } from '../../bot/probe.ts';
import { loader, programsFrom } from '../support/program-file.ts';

/** Where a process shall die: at the Nth passing of a fault point; null to let it live. */
export type Kill = { readonly point: FaultPoint; readonly at: number } | null;

export type Victim = {
  /** Null when it died before it was ready. */
  readonly address: string | null;
  readonly pid: number;
  /** How it ended: `SIGKILL`, or anything else, which is a fault of its own. */
  readonly ended: Promise<string>;
  readonly kill: () => void;
  readonly stop: () => Promise<string>;
};

type Options = {
  readonly settings: Readonly<Record<string, string>>;
  /** What Node itself reads when a process begins; by default all that this process has. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onWords: (words: string) => void;
  /** Keeps another process loaded for the next start. */
  readonly withSpare: boolean;
};

const PROGRAM = path.join(import.meta.dirname, 'victim.mjs');

/** Starts application processes one after another. */
export class Victims {
  readonly #options: Options;
  #spare: ChildProcess | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Resolves when the process serves, or when it has died before. */
  async start(kill: Kill = null): Promise<Victim> {
    const child = this.#spare ?? this.#spawn();
    this.#spare = null;
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const address = await serve(child, { settings: this.#options.settings, kill: kill ?? {} });
    if (this.#options.withSpare) {
      this.#spare = this.#spawn();
    }
    return {
      address,
      pid: child.pid ?? 0,
      ended,
      kill: () => void child.kill('SIGKILL'),
      stop: () => {
        if (child.connected) {
          child.send({ kind: 'stop' });
        }
        return ended;
      },
    };
  }

  /** Ends the spare; who was started is its starter's affair. */
  end(): void {
    this.#spare?.kill('SIGKILL');
    this.#spare = null;
  }

  #spawn(): ChildProcess {
    const { onWords, environment } = this.#options;
    const from = programsFrom();
    const child = fork(PROGRAM, [from], {
      execArgv: from === 'sources' ? ['--import', loader()] : [],
      ...(environment ? { env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...environment } } : {}),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk: Buffer) => onWords(chunk.toString()));
    // What a dying process could not be told is not needed.
    child.on('error', () => undefined);
    return child;
  }
}

function serve(child: ChildProcess, start: object): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(null));
    child.on('message', (message: { kind: string; address?: string }) => {
      if (message.kind === 'ready') {
        resolve(message.address ?? null);
      }
    });
    // Sent while the process still loads, it waits in the pipe.
    child.send({ kind: 'start', ...start }, () => undefined);
  });
}
