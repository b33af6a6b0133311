import { parseArgs } from 'node:util';
import { createStaff } from '../backoffice/staff/create-staff.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import { StaffRole } from '../domain/people/roles.ts';
import type { StaffRepository } from '../domain/people/staff.ts';
import { createTranslate } from '../locales/translate.ts';
import { reasonInWords } from './backup/refusal-words.ts';
import { fillWithDemo } from './compose/seed-demo.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';
import { createNewId } from './new-id.ts';

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

type NewColleague = { readonly email: string; readonly password: string; readonly role: StaffRole };

/** One colleague of each role, with a password that is shown once and known to nobody else. */
async function addStaff(staff: StaffRepository): Promise<readonly NewColleague[]> {
  const added: NewColleague[] = [];
  for (const role of StaffRole.options) {
    const email = `${role}@demo.invalid`;
    const creation = await createStaff(
      { email, name: `Demo ${role}`, role },
      { staff, clock: systemClock, newId: createNewId(systemClock) },
    );
    added.push(...(creation.outcome === 'created' ? [{ email, role, password: creation.password }] : []));
  }
  return added;
}

async function run(pqrsCount: number): Promise<number> {
  const added: NewColleague[] = [];
  const seeded = await fillWithDemo({
    config: readProcessConfig(),
    clock: systemClock,
    log: createLog('silent'),
    pqrsCount,
    addStaff: async (staff) => {
      added.push(...(await addStaff(staff)));
    },
  });
  if (seeded === null) {
    process.stderr.write(`${t('seedDemo.notEmpty')}\n`);
    return FAILED;
  }
  const lines = added.map(({ email, password }) => `${email}\t${password}`);
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
