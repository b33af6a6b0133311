import { parseArgs } from 'node:util';
import { systemClock } from '../domain/calendar/clock.ts';
import { createTranslate } from '../locales/translate.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { reasonInWords } from './backup/refusal-words.ts';
import { restoreInstallation } from './compose/restore.ts';
import { resumeRestored } from './compose/resume-restored.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';

const FAILED = 1;
const MISUSED = 2;

const t = createTranslate('es-CO');

type Command =
  | { readonly kind: 'resume' }
  | { readonly kind: 'restore'; readonly from: string; readonly erasuresFrom: string | null };

/** What was asked for is not clear. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** `--from FILE [--erasures FILE]` or `--resume`; throws Misuse when it is anything else. */
function readCommand(): Command {
  const { from, erasures, resume } = parseOptions();
  if (resume === true && from === undefined && erasures === undefined) {
    return { kind: 'resume' };
  }
  if (from === undefined || resume !== undefined) {
    throw new Misuse(t('backup.unknownOption'));
  }
  return { kind: 'restore', from, erasuresFrom: erasures ?? null };
}

function parseOptions() {
  try {
    return parseArgs({
      options: { from: { type: 'string' }, erasures: { type: 'string' }, resume: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new Misuse(t('backup.unknownOption'), { cause: error });
  }
}

async function restore(command: Extract<Command, { kind: 'restore' }>): Promise<void> {
  const config = readProcessConfig();
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort()).once('SIGTERM', () => interruption.abort());
  const restored = await restoreInstallation({
    config,
    ...command,
    passphrase: await readPassphrase(config.backup),
    clock: systemClock,
    log: createLog('silent'),
    signal: interruption.signal,
  });
  const takenAt = restored.takenAt.toLocaleString('es-CO', { timeZone: 'America/Bogota' });
  process.stdout.write(`${t('restore.done', { ...restored, takenAt })}\n\n${t('restore.next')}\n`);
}

async function resume(): Promise<void> {
  const resumed = await resumeRestored(readProcessConfig(), systemClock);
  process.stdout.write(`${t(resumed ? 'restore.resumed' : 'restore.notPaused')}\n`);
}

async function run(): Promise<number> {
  const command = readCommand();
  try {
    await (command.kind === 'resume' ? resume() : restore(command));
    return 0;
  } catch (error) {
    const key = command.kind === 'resume' ? 'restore.resumeFailed' : 'restore.failed';
    process.stderr.write(`${t(key, { reason: reasonInWords(error, t) })}\n`);
    return FAILED;
  }
}

function explain(error: unknown): number {
  const words = error instanceof Misuse ? error.message : t('backup.unknownOption');
  process.stderr.write(`${words}\n\n${t('restore.usage')}\n`);
  return MISUSED;
}

process.exit(await run().catch(explain));
