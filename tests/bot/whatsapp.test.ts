import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { toString as draw } from 'qrcode';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKeys } from '../../bot/secret.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import {
  MAIN_ACCOUNT,
  type WhatsAppReport,
  type WhatsAppRequest,
} from '../../domain/messages/whatsapp-account.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { Program } from './program.ts';

const APP_SECRET = 'a secret that this suite and the program share';
const PHONE = '573001112233';
const LOOK_MS = 50;

let database: TestDatabase;
let dataDir: string;
let db: PrismaClient;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'vecino-whatsapp-'));
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
});
beforeEach(async () => {
  await db.whatsappAccount.deleteMany();
  await db.whatsappLease.deleteMany();
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const accounts = () => createWhatsAppAccountRepository((work) => work(db), createKeys(APP_SECRET).sealer);

function whatsapp(...words: readonly string[]): Program {
  return new Program('bot/whatsapp.ts', words, {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    APP_SECRET,
  });
}

/** The process that owns the number, as far as the table knows. */
async function attend(report: Partial<WhatsAppReport> = {}): Promise<void> {
  const expiresAt = new Date('2100-01-01T00:00:00Z');
  await db.whatsappLease.upsert({
    where: { account: MAIN_ACCOUNT },
    create: { account: MAIN_ACCOUNT, epoch: 1, owner: 'test', expiresAt },
    update: {},
  });
  await accounts().report({
    account: MAIN_ACCOUNT,
    state: 'unpaired',
    reason: null,
    pairing: null,
    phone: null,
    at: systemClock.now(),
    ...report,
  });
}

/** Waits for a request as its owner does. */
async function untilAsked(request: WhatsAppRequest): Promise<{ readonly pairingPhone: string | null }> {
  for (;;) {
    const found = await accounts().find(MAIN_ACCOUNT);
    if (found?.request === request) {
      return found;
    }
    await sleep(LOOK_MS);
  }
}

const until = () => new Date(systemClock.now().getTime() + 60_000);

test('pair draws each QR code as it changes and ends when the phone is linked', async () => {
  await attend();
  const program = whatsapp('pair');
  await untilAsked('pair-qr');
  const drawings = await Promise.all(
    ['2@first', '2@second'].map((text) => draw(text, { type: 'utf8', errorCorrectionLevel: 'L' })),
  );

  for (const [index, value] of ['2@first', '2@second'].entries()) {
    await attend({ state: 'pairing', pairing: { kind: 'qr', value, until: until() } });
    while (!program.stdout.includes(drawings[index] ?? '')) {
      await sleep(LOOK_MS);
    }
  }
  await attend({ state: 'open', phone: PHONE });
  const { code, stdout, stderr } = await program.ended();

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Dispositivos vinculados');
  expect(stdout).toContain('quedó vinculado el número +57300•••••33');
  expect(stdout).not.toContain(PHONE);
});

test('pair --phone shows the code in two groups', async () => {
  await attend();
  const program = whatsapp('pair', '--phone', '+57 300 111 2233');
  const { pairingPhone } = await untilAsked('pair-code');

  await attend({ state: 'pairing', pairing: { kind: 'code', value: '2S8MF95W', until: until() } });
  await program.says(/2S8M-F95W/);
  await attend({ state: 'open', phone: PHONE });

  expect(pairingPhone).toBe(PHONE);
  expect((await program.ended()).code).toBe(0);
});

test('a code that nobody used ends the command with why', async () => {
  await attend();
  const program = whatsapp('pair');
  await untilAsked('pair-qr');

  await accounts().settleRequest(MAIN_ACCOUNT, 'pair-qr');
  await attend({ state: 'unpaired', reason: 'pairing-expired' });
  const { code, stdout } = await program.ended();

  expect(code).toBe(1);
  expect(stdout).toContain('El código venció sin que un teléfono lo usara');
});

test('Ctrl-C takes the request back, and the audit knows both', async () => {
  await attend();
  const program = whatsapp('pair');
  await untilAsked('pair-qr');

  const { code, stdout } = await program.interrupt();

  expect(code).toBe(1);
  expect(stdout).toContain('Retiré la solicitud');
  expect((await accounts().find(MAIN_ACCOUNT))?.request).toBe('none');
  const lines = await db.audit.findMany({ orderBy: { id: 'desc' }, take: 2 });
  expect(lines.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ['whatsapp.request-withdrawn', 'system'],
    ['whatsapp.pairing-requested', 'system'],
  ]);
});

test('status says where the number stands, masked in the middle', async () => {
  await attend({ state: 'stopped', reason: 'replaced', phone: PHONE });

  const { code, stdout, stderr } = await whatsapp('status').ended();

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('WhatsApp: Detenido');
  expect(stdout).toContain('Otro programa entró con la misma sesión');
  expect(stdout).toContain('+57300•••••33');
  expect(stdout).not.toMatch(/573001112233|Nadie atiende/);
});

test('status says that sending is stopped, and why', async () => {
  await attend({ state: 'open', phone: PHONE });
  await db.$executeRaw`SELECT stop_sender(${MAIN_ACCOUNT}, 'proactive', 'refused-463', NULL, now())`;

  const { stdout } = await whatsapp('status').ended();
  await db.sender.deleteMany();

  expect(stdout).toContain('no envía avisos ni encuestas');
  expect(stdout).toContain('rechazó un mensaje (463)');
});

test('status of a number that nobody attends says so', async () => {
  const { code, stdout } = await whatsapp('status').ended();

  expect(code).toBe(0);
  expect(stdout).toMatch(/Sin vincular[\s\S]*WHATSAPP=baileys/);
});

test.each([
  ['connect', { state: 'stopped', reason: 'replaced' }, { state: 'open' }],
  ['logout', { state: 'open' }, { state: 'unpaired' }],
] as const)('%s asks the owner and says how it ended', async (command, before, after) => {
  await attend({ phone: PHONE, ...before });
  const program = whatsapp(command);
  await untilAsked(command);

  await accounts().settleRequest(MAIN_ACCOUNT, command);
  await attend(after);

  expect((await program.ended()).code).toBe(0);
});

test.each([
  ['pair', 'open'],
  ['connect', 'open'],
  ['logout', 'unpaired'],
] as const)('%s of a number that is %s is not asked', async (command, state) => {
  await attend({ state });

  const { code, stdout } = await whatsapp(command).ended();

  expect(code).toBe(1);
  expect(stdout).toContain('Ahora no se puede hacer eso');
  expect((await accounts().find(MAIN_ACCOUNT))?.request).toBe('none');
});

test.each([
  [[]],
  [['vincular']],
  [['pair', '--phone', 'abc']],
  [['status', '--phone', PHONE]],
  [['pair', '--telefono', PHONE]],
])('explains itself for %j', async (words) => {
  const { code, stdout, stderr } = await whatsapp(...words).ended();

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Uso: npm run whatsapp -- pair');
});
