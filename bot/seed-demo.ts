import { parseArgs } from 'node:util';
import { hashPassword, newOneTimePassword } from '../backoffice/staff/passwords.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import { createTranslate } from '../locales/translate.ts';
import { reasonInWords } from './backup/refusal-words.ts';
import { fillWithDemo } from './compose/seed-demo.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';

const FAILED = 1;
const MISUSED = 2;
const PQRS = 2_000;
const MAX_PQRS = 200_000;

const t = createTranslate('es-CO');

/** `[--pqrs N]`; null when it is anything else. */
function readCount(): number | null {
  try {
    const { values } = parseArgs({ options: { pqrs: { type: 'string' } } });
    const count = Number(values.pqrs ?? PQRS);
    return Number.isInteger(count) && count >= 1 && count <= MAX_PQRS ? count : null;
  } catch {
    return null;
  }
}

type Account = { readonly email: string; readonly password: string };

async function run(pqrsCount: number): Promise<number> {
  const accounts: Account[] = [];
  const seeded = await fillWithDemo({
    config: readProcessConfig(),
    clock: systemClock,
    log: createLog('silent'),
    pqrsCount,
    admit: async ({ email }) => {
      const password = newOneTimePassword();
      accounts.push({ email, password });
      return hashPassword(password);
    },
  });
  if (seeded === null) {
    process.stderr.write(`${t('seedDemo.notEmpty')}\n`);
    return FAILED;
  }
  const lines = accounts.map(({ email, password }) => `${email}\t${password}`);
  process.stdout.write(`${t('seedDemo.done', seeded)}\n\n${t('seedDemo.staff')}\n${lines.join('\n')}\n`);
  return 0;
}

function explain(error: unknown): number {
  process.stderr.write(`${t('seedDemo.failed', { reason: reasonInWords(error, t) })}\n`);
  return FAILED;
}

const count = readCount();
if (count === null) {
  process.stderr.write(`${t('seedDemo.usage')}\n`);
}
process.exit(count === null ? MISUSED : await run(count).catch(explain));
