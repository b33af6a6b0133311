import { createHmac, randomUUID } from 'node:crypto';
import { buildApp } from '../../bot/app.ts';
import type { PublicPagesOptions } from '../../bot/channels/web/public/options.ts';
import { publicPages } from '../../bot/channels/web/public/public-pages.ts';
import type { Files } from '../../bot/files.ts';
import { createLog } from '../../bot/log.ts';
import { createMetrics } from '../../bot/metrics.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { openPqrs, type Pqrs, PqrsId } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import { hashVerificationCode, VerificationCode } from '../../domain/pqrs/verification.ts';
import { createTranslate } from '../../locales/translate.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { poolSettings } from '../../prisma/pool.ts';
import { createPqrsRepository } from '../../prisma/repositories/pqrs.ts';
import { createPqrsByCode } from '../../prisma/repositories/pqrs-by-code.ts';
import { createTestDatabase } from './database.ts';
import { anEntity } from './entity.ts';

/** The code of every PQRS that these tests file. */
export const CODE = 'ABCD-EFGH-JKMN';
const CONVERSATION = '0190a000-0000-7000-8000-000000000001';

/** The public pages behind a real listening server, on a PostgreSQL of their own. */
export type PublicServer = {
  readonly url: string;
  readonly database: Database;
  /** What the pages believe the hour to be. */
  readonly time: { now: Date };
  /** Sends the form of `/consulta` as a browser does. */
  readonly ask: (
    radicado: string,
    code: string,
  ) => Promise<{ status: number; headers: Headers; text: string }>;
  readonly file: (radicado: string, changes?: Partial<Pqrs>) => Promise<Pqrs>;
  /** A file of a person, ready or still on its way, whose bytes are its name. */
  readonly keepFile: (name: string, status?: 'ready' | 'arriving') => Promise<string>;
  readonly stop: () => Promise<void>;
};

const hmac = (data: string) => createHmac('sha256', 'a secret of the tests').update(data).digest();
const hexHmac = (data: string) => hmac(data).toString('hex');

/** Starts the pages at nine in the morning of Bogotá. */
export async function startPublicServer(changes: Partial<PublicPagesOptions> = {}): Promise<PublicServer> {
  const own = await createTestDatabase();
  const database = createDatabase(
    new AdoptingPool(poolSettings(own.url, { max: 8, applicationName: 'vecino-test' })),
  );
  const time = { now: new Date('2026-11-20T14:00:00Z') };
  const profile = anEntity();
  const app = await buildApp({
    trustedProxies: [],
    log: createLog('silent'),
    health: () => Promise.reject(new Error('nobody asks')),
    metrics: createMetrics(),
    register: async (root) => {
      await root.register(publicPages, {
        profile: () => profile,
        t: createTranslate('es-CO'),
        locale: 'es-CO',
        clock: { now: () => time.now },
        byCode: createPqrsByCode(database, hexHmac),
        files: filesOf(database),
        hmac,
        ...changes,
      });
    },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    database,
    time,
    ask: (radicado, code) => postForm(`${url}/consulta`, { radicado, codigo: code }),
    file: (radicado, pqrsChanges = {}) => filePqrs(database, radicado, pqrsChanges),
    keepFile: (name, status = 'ready') => keepFile(database, name, status),
    stop: async () => {
      await app.close();
      await database.close();
      await own.drop();
    },
  };
}

/** Sends a form as a browser does. */
export async function postForm(address: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function filePqrs(database: Database, given: string, changes: Partial<Pqrs>): Promise<Pqrs> {
  const radicado = Radicado.parse(given);
  const code = VerificationCode.parse(CODE.replaceAll('-', ''));
  const draft = {
    kind: 'reclamo' as const,
    aboutService: true,
    description: 'Llevamos tres días sin agua en la casa azul.',
    accountNumber: '9988-7766',
    barrioId: null,
    location: null,
    barrioText: 'Pescaíto alto',
  };
  const pqrs = openPqrs(draft, {
    id: PqrsId.parse(randomUUID()),
    radicado,
    receivedAt: new Date('2026-11-17T15:04:00Z'),
    channel: 'web',
    petitioner: { contactId: null, name: 'Rosa Elvira Polo' },
    conversationId: null,
    annexes: [],
    verification: { hash: hashVerificationCode({ code, radicado, hmac: hexHmac }) },
    calendar: createBusinessCalendar({ localNonBusinessDays: [] }),
  });
  const filed = { ...pqrs, ...changes };
  await createPqrsRepository(database.run).insert(filed);
  return filed;
}

async function keepFile({ prisma }: Database, name: string, status: string): Promise<string> {
  const createdAt = new Date('2026-11-17T15:00:00Z');
  await prisma.conversation.upsert({
    where: { id: CONVERSATION },
    update: {},
    create: {
      id: CONVERSATION,
      channel: 'web',
      address: CONVERSATION,
      contact: { create: { id: randomUUID() } },
    },
  });
  const id = randomUUID();
  await prisma.file.create({
    data: {
      id,
      conversationId: CONVERSATION,
      name,
      mimeType: 'application/pdf',
      bytes: 9,
      status,
      createdAt,
    },
  });
  return id;
}

function filesOf({ prisma }: Database): Pick<Files, 'findById' | 'read'> {
  return {
    findById: async (id) => {
      const row = await prisma.file.findUnique({ where: { id } });
      return row && { ...row, status: row.status === 'ready' ? 'ready' : 'arriving' };
    },
    read: async ({ name }) => Buffer.from(name),
  };
}
