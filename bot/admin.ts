import { parseArgs } from 'node:util';
import { ZodError } from 'zod';
import { createStaff, type NewStaff, type StaffCreation } from '../backoffice/staff/create-staff.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import { StaffRole } from '../domain/people/roles.ts';
import { createTranslate } from '../locales/translate.ts';
import { createStaffRepository } from '../prisma/repositories/staff.ts';
import { openStorage } from './compose/storage.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';
import { createNewId } from './new-id.ts';

const FAILED = 1;
const MISUSED = 2;
const OPTIONS = ['email', 'name', 'role'] as const;

const t = createTranslate('es-CO');

/** What was asked for is not clear: the words say what is missing. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** `create --email E --name N --role R`; throws Misuse when it is anything else. */
function readCommand(): NewStaff {
  const { values, positionals } = parseOptions();
  if (positionals.join(' ') !== 'create') {
    throw new Misuse(t('admin.unknownOption'));
  }
  const missing = OPTIONS.find((option) => (values[option] ?? '').trim() === '');
  if (missing !== undefined) {
    throw new Misuse(t('admin.missing', { option: missing }));
  }
  return { email: values.email ?? '', name: values.name ?? '', role: values.role ?? '' };
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
    });
  } catch (error) {
    throw new Misuse(t('admin.unknownOption'), { cause: error });
  }
}

async function create(command: NewStaff): Promise<StaffCreation> {
  const storage = await openStorage(readProcessConfig(), createLog('silent'));
  try {
    return await createStaff(command, {
      staff: createStaffRepository(storage.database.prisma),
      clock: systemClock,
      newId: createNewId(systemClock),
    });
  } catch (error) {
    const field = error instanceof ZodError ? error.issues[0]?.path[0] : undefined;
    throw field === undefined
      ? error
      : new Misuse(t('admin.notValid', { option: String(field) }), { cause: error });
  } finally {
    await storage.stop();
  }
}

/** Says how it went and returns the exit code. */
async function run(): Promise<number> {
  const creation = await create(readCommand());
  if (creation.outcome === 'email-taken') {
    process.stderr.write(`${t('admin.emailTaken')}\n`);
    return FAILED;
  }
  const { staff, password } = creation;
  process.stdout.write(`${t('admin.created', staff)}\n${t('admin.password', { password })}\n`);
  return 0;
}

function explain(error: unknown): number {
  if (error instanceof Misuse) {
    const usage = t('admin.usage', { roles: StaffRole.options.join(', ') });
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return MISUSED;
  }
  process.stderr.write(
    `${t('admin.failed', { reason: error instanceof Error ? error.message : 'error' })}\n`,
  );
  return FAILED;
}

process.exit(await run().catch(explain));
