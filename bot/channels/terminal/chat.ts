import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DomainError } from '../../../domain/errors.ts';
import { createTranslate } from '../../../locales/translate.ts';
import { startChat } from '../../compose/chat.ts';
import { readProcessConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { readLine } from './read-line.ts';

const { values } = parseArgs({ options: { as: { type: 'string', default: '573000000000' } } });
const t = createTranslate('es-CO');
const log = createLog('silent');
const chat = await startChat({
  config: readProcessConfig(),
  log,
  address: values.as,
  write: (text) => process.stdout.write(text),
});

const lines = createInterface({ input: process.stdin, terminal: false });
process.once('SIGINT', () => lines.close());
process.stdout.write(`${t('terminal.welcome')}\n`);
for await (const line of lines) {
  if (line.trim() !== '') {
    await say(line);
  }
}
await chat.stop();
process.exit(0);

/** One line is one message; the next is read when its answers have been shown, so that it can be scripted. */
async function say(line: string): Promise<void> {
  try {
    await chat.send(await readLine(line, chat.files, chat.conversationId));
  } catch (error) {
    if (!(error instanceof DomainError) && !isMissingFile(error)) {
      throw error;
    }
    const words = error instanceof DomainError ? t('terminal.refused') : t('terminal.noSuchFile');
    process.stdout.write(`${words}\n`);
  }
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
}
