import { parseArgs } from 'node:util';
import { systemClock } from '../domain/calendar/clock.ts';
import { Phone } from '../domain/people/phone.ts';
import { createTranslate } from '../locales/translate.ts';
import { createWhatsAppControl } from '../prisma/repositories/whatsapp-control.ts';
import { createSenderState } from '../prisma/sender-state.ts';
import { openStorage } from './compose/storage.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';
import {
  type CommandOutcome,
  type CommandParts,
  connect,
  logOut,
  pair,
  status,
} from './operator/commands.ts';

const FAILED = 1;
const MISUSED = 2;
const LOCALE = 'es-CO';

const t = createTranslate(LOCALE);

type Command = (parts: CommandParts) => Promise<CommandOutcome>;

/** What was asked for is not clear: the words say what is wrong. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** `pair [--phone P] | status | connect | logout`; throws Misuse when it is anything else. */
function readCommand(): Command {
  const { values, positionals } = parseOptions();
  const name = positionals.join(' ');
  if (name === 'pair') {
    const phone = readPhone(values.phone);
    return (parts) => pair(phone, parts);
  }
  const command = new Map<string, Command>([
    ['status', status],
    ['connect', connect],
    ['logout', logOut],
  ]).get(name);
  if (command === undefined || values.phone !== undefined) {
    throw new Misuse(t('whatsapp.cli.unknownCommand'));
  }
  return command;
}

function parseOptions() {
  try {
    return parseArgs({ allowPositionals: true, options: { phone: { type: 'string' } } });
  } catch (error) {
    throw new Misuse(t('whatsapp.cli.unknownCommand'), { cause: error });
  }
}

function readPhone(written: string | undefined): string | null {
  if (written === undefined) {
    return null;
  }
  const phone = Phone.safeParse(written);
  if (!phone.success) {
    throw new Misuse(t('whatsapp.cli.notAPhone'));
  }
  return phone.data;
}

/** Runs one command on the database of the running Vecino; returns the exit code. Ctrl-C takes back what was asked. */
async function run(): Promise<number> {
  const command = readCommand();
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort()).once('SIGTERM', () => interruption.abort());
  const storage = await openStorage(readProcessConfig(), createLog('silent'));
  try {
    const outcome = await command({
      control: createWhatsAppControl(storage.database, storage.keys.sealer),
      sending: createSenderState(storage.database),
      clock: systemClock,
      signal: interruption.signal,
      t,
      locale: LOCALE,
      say: (line) => process.stdout.write(`${line}\n`),
      isTerminal: process.stdout.isTTY === true,
    });
    return outcome === 'done' ? 0 : FAILED;
  } finally {
    await storage.stop();
  }
}

function explain(error: unknown): number {
  if (error instanceof Misuse) {
    process.stderr.write(`${error.message}\n\n${t('whatsapp.cli.usage')}\n`);
    return MISUSED;
  }
  process.stderr.write(
    `${t('whatsapp.cli.failed', { reason: error instanceof Error ? error.message : 'error' })}\n`,
  );
  return FAILED;
}

process.exit(await run().catch(explain));
