import { parseArgs } from 'node:util';
import { ZodError } from 'zod';
import { createStaff, type NewStaff } from '../backoffice/staff/create-staff.ts';
import { resetPassword } from '../backoffice/staff/reset-password.ts';
import { resetSecondFactor } from '../backoffice/staff/reset-second-factor.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import { StaffRole } from '../domain/people/roles.ts';
import { createTranslate } from '../locales/translate.ts';
import { createStaffStores } from '../prisma/repositories/staff-stores.ts';
import { openStorage } from './compose/storage.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';
import { createNewId } from './new-id.ts';

const FAILED = 1;
const MISUSED = 2;
const OPTIONS_OF = {
  create: ['email', 'name', 'role'],
  'reset-password': ['email'],
  'reset-second-factor': ['email'],
} as const;
const OPTIONS = OPTIONS_OF.create;

const t = createTranslate('es-CO');
const newId = createNewId(systemClock);

type Command =
  | { readonly verb: 'create'; readonly person: NewStaff }
  | { readonly verb: 'reset-password' | 'reset-second-factor'; readonly email: string };

type Stores = ReturnType<typeof createStaffStores>;

/** What was asked for is not clear: the words say what is missing. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** One of the commands with all of its options; throws Misuse when it is anything else. */
function readCommand(): Command {
  const { values, positionals } = parseOptions();
  const verb = positionals.join(' ');
  if (!isVerb(verb)) {
    throw new Misuse(t('admin.unknownOption'));
  }
  const wanted: readonly string[] = OPTIONS_OF[verb];
  if (OPTIONS.some((option) => values[option] !== undefined && !wanted.includes(option))) {
    throw new Misuse(t('admin.unknownOption'));
  }
  const missing = OPTIONS_OF[verb].find((option) => (values[option] ?? '').trim() === '');
  if (missing !== undefined) {
    throw new Misuse(t('admin.missing', { option: missing }));
  }
  const { email = '', name = '', role = '' } = values;
  return verb === 'create' ? { verb, person: { email, name, role } } : { verb, email };
}

function isVerb(text: string): text is Command['verb'] {
  return Object.hasOwn(OPTIONS_OF, text);
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

async function withStores(work: (stores: Stores) => Promise<number>): Promise<number> {
  const storage = await openStorage(readProcessConfig(), createLog('silent'));
  try {
    return await work(createStaffStores(storage.database.prisma, newId));
  } catch (error) {
    throw error instanceof ZodError ? misuseOf(error) : error;
  } finally {
    await storage.stop();
  }
}

/** The address is the only value that is looked at without being part of an object. */
function misuseOf(error: ZodError): Misuse {
  const option = String(error.issues[0]?.path[0] ?? 'email');
  return new Misuse(t('admin.notValid', { option }), { cause: error });
}

async function create(person: NewStaff, { staff: repository }: Stores): Promise<number> {
  const creation = await createStaff(person, { staff: repository, clock: systemClock, newId });
  if (creation.outcome === 'email-taken') {
    process.stderr.write(`${t('admin.emailTaken')}\n`);
    return FAILED;
  }
  const { staff, password } = creation;
  process.stdout.write(`${t('admin.created', staff)}\n${t('admin.password', { password })}\n`);
  return 0;
}

async function givePassword(email: string, stores: Stores): Promise<number> {
  const reset = await resetPassword(email, { ...stores, clock: systemClock });
  if (reset.outcome !== 'reset') {
    process.stderr.write(`${t(reset.outcome === 'nobody' ? 'admin.nobody' : 'admin.notActive')}\n`);
    return FAILED;
  }
  const { staff, password } = reset;
  process.stdout.write(`${t('admin.passwordReset', staff)}\n${t('admin.password', { password })}\n`);
  return 0;
}

async function takeSecondFactor(email: string, stores: Stores): Promise<number> {
  const staff = await resetSecondFactor(email, { ...stores, clock: systemClock });
  if (!staff) {
    process.stderr.write(`${t('admin.nobody')}\n`);
    return FAILED;
  }
  process.stdout.write(`${t('admin.secondFactorReset', staff)}\n`);
  return 0;
}

/** Says how it went and returns the exit code. */
async function run(): Promise<number> {
  const command = readCommand();
  return withStores((stores) => {
    if (command.verb === 'create') {
      return create(command.person, stores);
    }
    const give = command.verb === 'reset-password' ? givePassword : takeSecondFactor;
    return give(command.email, stores);
  });
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
