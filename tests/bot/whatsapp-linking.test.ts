import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeys } from '../../bot/secret.ts';
import { MAIN_ACCOUNT, type WhatsAppAccount } from '../../domain/messages/whatsapp-account.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterConsole } from '../support/staff-entry.ts';
import type { Account } from '../support/whatsapp-loopback/accounts.ts';
import { type LoopbackWhatsApp, startLoopbackWhatsApp } from '../support/whatsapp-loopback/loopback.ts';
import { Program } from './program.ts';

const APP_SECRET = 'a secret that this suite and the program share';
const PHONE = '573001112233';
const LOOK_MS = 50;
const ORIGIN = /http:\/\/127\.0\.0\.1:\d+/;

let network: LoopbackWhatsApp;
let company: Account;
let database: TestDatabase;
let dataDir: string;
let db: PrismaClient;
let vecino: Program;
let origin: string;
beforeAll(async () => {
  network = await startLoopbackWhatsApp();
  company = network.addAccount(PHONE);
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'vecino-linking-'));
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  vecino = new Program('bot/main.ts', [], {
    ...settings(),
    ...network.environment,
    WHATSAPP: 'baileys',
    PORT: '0',
  });
  origin = (await vecino.says(ORIGIN))[0];
});
afterAll(async () => {
  await vecino.interrupt();
  await network.close();
  await db.$disconnect();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const settings = () => ({ DATABASE_URL: database.url, DATA_DIR: dataDir, APP_SECRET });

const whatsapp = (...words: readonly string[]) => new Program('bot/whatsapp.ts', words, settings());

/** What `find` gives at last; the time of the test is the limit. */
async function until<T>(find: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== null) {
      return found;
    }
    await sleep(LOOK_MS);
  }
}

/** The number once it is as wanted, as the table knows it. */
function untilNumber(is: (account: WhatsAppAccount) => boolean): Promise<WhatsAppAccount> {
  const { sealer } = createKeys(APP_SECRET);
  const accounts = createWhatsAppAccountRepository((work) => work(db), sealer);
  return until(async () => {
    const account = await accounts.find(MAIN_ACCOUNT);
    return account !== null && is(account) ? account : null;
  });
}

test('a phone is linked from the terminal by QR, unlinked, and linked from the console by a written code', async () => {
  const linking = whatsapp('pair');
  const shown = await untilNumber(({ pairing }) => pairing?.kind === 'qr');
  await linking.says(/Dispositivos vinculados/);
  network.scanQr(shown.pairing?.value ?? '', company);
  const linked = await linking.ended();

  expect(linked).toMatchObject({ code: 0, stderr: '' });
  expect(linked.stdout).toContain('quedó vinculado el número +57300•••••33');
  const status = await whatsapp('status').ended();
  expect(status.stdout).toContain('WhatsApp: Conectado');

  const unlinked = await whatsapp('logout').ended();
  expect(unlinked).toMatchObject({ code: 0, stderr: '' });
  await untilNumber(({ state, phone }) => state === 'unpaired' && phone === null);

  const admin = await enterConsole(origin, db, 'admin');
  const view = async () => JSON.parse(await admin.get('/channels/whatsapp'));
  await admin.post('/channels/whatsapp', { request: 'pair-code', phone: '+57 300 111 2233' });
  const code = await until(async () => {
    const { pairing } = await view();
    return pairing?.kind === 'code' ? String(pairing.value) : null;
  });
  await network.confirmPairingCode(code, company);
  await untilNumber(({ state }) => state === 'open');

  expect(await view()).toMatchObject({ state: 'open', attended: true });
  expect(vecino.stderr).not.toMatch(/573001112233|noise|2@/);
}, 60_000);
