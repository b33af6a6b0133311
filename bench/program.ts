import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const START_LIMIT_MS = 60_000;

export type Program = {
  readonly pid: number;
  readonly origin: string;
  /** From the spawn to the line that says where it listens, in milliseconds. */
  readonly startMs: number;
  readonly child: ChildProcess;
  /** Ctrl-C, and resolves when it is gone. */
  readonly stop: () => Promise<void>;
};

/** Builds `dist/` if a source is newer. */
export function buildIfStale(): void {
  const { status } = spawnSync(process.execPath, ['build.mjs', '--if-stale'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) {
    throw new Error('the program cannot be built');
  }
}

/** Starts the built program as `npm start` does, with the same flags of Node, on a free port unless a setting says which. */
export async function startProgram(
  dataDir: string,
  moreFlags: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const startedAt = performance.now();
  const child = fork(resolve(ROOT, 'dist/bot/main.js'), [], {
    cwd: ROOT,
    execArgv: [...flagsOfStart(), ...moreFlags],
    env: { PORT: '0', ...settings, DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const origin = await readOrigin(child);
  return {
    pid: child.pid ?? 0,
    origin,
    startMs: performance.now() - startedAt,
    child,
    stop: async () => {
      child.kill('SIGINT');
      await gone;
    },
  };
}

function readOrigin(child: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the program is not ready in time'));
    }, START_LIMIT_MS);
    child.once('exit', () => reject(new Error('the program ended before it was ready')));
    child.stdout?.on('data', (piece: Buffer) => {
      output += piece.toString();
      const origin = /https?:\/\/\S+/.exec(output)?.[0];
      if (origin !== undefined && output.endsWith('\n')) {
        clearTimeout(timer);
        found(origin);
      }
    });
  });
}

/** Whatever stands between `node` and the file in `npm start`. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  const command: string = scripts.start;
  return command
    .slice(command.lastIndexOf('node '))
    .split(' ')
    .filter((word) => word.startsWith('--'));
}
