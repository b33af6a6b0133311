import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createTranslate } from '../../locales/translate.ts';
import type { LoopbackCitizen } from '../support/whatsapp-loopback/citizen.ts';
import { ChatView } from './chat-view.ts';
import { SCRIPT } from './script.ts';
import { Talk } from './talk.ts';
import { DemoTown } from './town.ts';

const CITIZEN_NAME = 'Marina';
const INTERRUPTED = 130;
const PLAIN_COLUMNS = 80;
/** On a terminal somebody reads along. */
const READING = { atLeastMs: 700, aLetterMs: 25 };
const FILE_COMMAND = /^\/archivo\s+(.+)$/;

const t = createTranslate('es-CO');
const { values } = parseArgs({ options: { interactive: { type: 'boolean', default: false } } });
const { stdout } = process;
const isTerminal = stdout.isTTY === true;
const say = (line: string): void => void stdout.write(`${line}\n`);

const interruption = new AbortController();
const { signal } = interruption;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => interruption.abort());
}
process.exit(await run());

/** `npm run demo:whatsapp`: a whole conversation over a WhatsApp on this machine. Leaves nothing, however it ends. */
async function run(): Promise<number> {
  const town = new DemoTown({ say, isTerminal, signal });
  try {
    await converse(await town.open(CITIZEN_NAME));
    return 0;
  } catch (error) {
    return explain(error);
  } finally {
    await town.close();
  }
}

function explain(error: unknown): number {
  if (signal.aborted) {
    return INTERRUPTED;
  }
  process.stderr.write(`${error instanceof Error ? error.message : 'error'}\n`);
  return 1;
}

async function converse(citizen: LoopbackCitizen): Promise<void> {
  const view = new ChatView({
    write: (text) => void stdout.write(text),
    columns: stdout.columns ?? PLAIN_COLUMNS,
    isTerminal,
  });
  const talk = new Talk(citizen, view, signal);
  try {
    say('');
    await (values.interactive ? typeLines(talk) : playScript(talk));
  } finally {
    talk.end();
  }
}

async function playScript(talk: Talk): Promise<void> {
  for (const line of SCRIPT) {
    if (isTerminal) {
      await sleep(READING.atLeastMs + READING.aLetterMs * line.text.length, undefined, { signal });
    }
    await talk.play(line);
  }
}

/** One line is one message; the next is read when its answer has been shown. */
async function typeLines(talk: Talk): Promise<void> {
  say(`${t('terminal.welcome')}\n`);
  const lines = createInterface({ input: process.stdin, terminal: false });
  signal.addEventListener('abort', () => lines.close());
  for await (const line of lines) {
    const [, path] = FILE_COMMAND.exec(line.trim()) ?? [];
    if (path !== undefined) {
      await talk.sendTyped(path).catch(sayMissing);
    } else if (line.trim() !== '') {
      await talk.sayTyped(line);
    }
  }
  signal.throwIfAborted();
}

function sayMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    throw error;
  }
  say(t('terminal.noSuchFile'));
}
