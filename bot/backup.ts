import { parseArgs } from 'node:util';
import { systemClock } from '../domain/calendar/clock.ts';
import { createTranslate } from '../locales/translate.ts';
import { BackupRefused } from './backup/backup-refused.ts';
import { checkBackup, type MadeBackup } from './backup/make-backup.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { reasonInWords } from './backup/refusal-words.ts';
import { backUpInstallation, openSource } from './compose/backup.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';
import { createNewId } from './new-id.ts';

const FAILED = 1;
const MISUSED = 2;
const BYTES_IN_A_MEGABYTE = 1024 * 1024;

const t = createTranslate('es-CO');

type Command = { readonly to?: string; readonly check?: string };

/** What was asked for is not clear. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** `--to FOLDER` or `--check FILE`; throws Misuse when it is anything else. */
function readCommand(): Command {
  try {
    const { values } = parseArgs({ options: { to: { type: 'string' }, check: { type: 'string' } } });
    if (values.to === undefined || values.check === undefined) {
      return values;
    }
  } catch (error) {
    throw new Misuse(t('backup.unknownOption'), { cause: error });
  }
  throw new Misuse(t('backup.unknownOption'));
}

async function check(path: string): Promise<void> {
  const contents = await checkBackup(path, await readPassphrase(readProcessConfig().backup));
  process.stdout.write(`${t('backup.checked', contents)}\n`);
}

async function backUp(to: string | undefined): Promise<void> {
  const config = readProcessConfig();
  const folder = to ?? config.backup.dir;
  if (folder === null) {
    throw new BackupRefused('no-target');
  }
  const passphrase = await readPassphrase(config.backup);
  const source = await openSource(config, createLog('silent'));
  try {
    const newId = createNewId(systemClock);
    const order = { config, url: source.url, folder, clock: systemClock, newId };
    const made = await backUpInstallation({ ...order, readPassphrase: async () => passphrase });
    if (made !== null) {
      tell(made);
    }
  } finally {
    await source.stop();
  }
}

function tell(made: MadeBackup): void {
  const megabytes = (made.bytes / BYTES_IN_A_MEGABYTE).toFixed(1);
  process.stdout.write(`${t('backup.made', { ...made, megabytes })}\n`);
  if (made.missingFiles > 0) {
    process.stdout.write(`${t('backup.missingFiles', { count: made.missingFiles })}\n`);
  }
}

async function run(): Promise<number> {
  const command = readCommand();
  await (command.check === undefined ? backUp(command.to) : check(command.check));
  return 0;
}

function explain(error: unknown): number {
  if (error instanceof Misuse) {
    process.stderr.write(`${error.message}\n\n${t('backup.usage')}\n`);
    return MISUSED;
  }
  process.stderr.write(`${t('backup.failed', { reason: reasonInWords(error, t) })}\n`);
  return FAILED;
}

process.exit(await run().catch(explain));
