import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { backoffice } from '../../backoffice/backoffice.ts';
import { createStaff, type NewStaff } from '../../backoffice/staff/create-staff.ts';
import { createKeys } from '../../bot/secret.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import type { PersonFile } from '../../domain/messages/file-store.ts';
import type { PersonFileReader } from '../../domain/messages/person-files.ts';
import type { SendingControl, SendingStatus } from '../../domain/messages/sending-control.ts';
import type { TimelineEntry, TimelineReader } from '../../domain/messages/timeline.ts';
import { MAIN_ACCOUNT, type WhatsAppReport } from '../../domain/messages/whatsapp-account.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { createTranslate } from '../../locales/translate.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { createPqrsStaffReader } from '../../prisma/repositories/pqrs-staff-reader.ts';
import { createSignInAttempts } from '../../prisma/repositories/sign-in-attempts.ts';
import { createStaffRepository } from '../../prisma/repositories/staff.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import { createWhatsAppControl } from '../../prisma/repositories/whatsapp-control.ts';
import { createStaffAuthDatabase } from '../../prisma/staff-auth-database.ts';
import { createTestDatabase } from '../support/database.ts';

/** Friday; the next days without work are the weekend. */
const FRIDAY_MORNING = '2026-11-20T15:00:00Z';

/** The words that the console says. */
export const t = createTranslate('es-CO');

export type ConsoleFixture = Awaited<ReturnType<typeof openConsole>>;

/** The console over a database of its own, with conversations and files held in memory. */
export async function openConsole({
  publicUrl = 'http://consola.test',
  isGoverned = true,
}: {
  publicUrl?: string;
  isGoverned?: boolean;
} = {}) {
  const database = await createTestDatabase();
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  const time = { now: new Date(FRIDAY_MORNING) };
  const conversations = new Map<string, TimelineEntry[]>();
  const bytes = new Map<string, Uint8Array>();
  const routes: RouteOptions[] = [];
  const sending = new SendingInMemory();

  const app = Fastify({ logger: false });
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  await app.register(backoffice, {
    ...storedIn(db),
    ...inMemory(conversations, bytes),
    sending: isGoverned ? sending : null,
    authSecret: 'a secret for the sign-in of this suite only',
    publicUrl,
    calendar: createBusinessCalendar(),
    clock: { now: () => new Date(time.now) },
    entityName: 'ESSMAR E.S.P.',
    locale: 'es-CO',
    t,
  });
  await app.ready();

  return {
    ...{ app, db, time, routes, conversations, bytes, sending, publicUrl },
    createStaff: (role: StaffRole, email = `${randomUUID()}@essmar.test`) =>
      insertStaff(db, { email, name: 'Ana Ruiz', role }),
    close: async () => {
      await app.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** Any key does: what is sealed here is opened here. */
const SEALER = createKeys('a secret for this suite and no other').sealer;

/** A number that nothing stops, until a test or a colleague does. */
class SendingInMemory implements SendingControl {
  status: SendingStatus | null = null;
  readonly audit: AuditEntry[] = [];

  read = async (): Promise<SendingStatus | null> => this.status;

  resume = (_by: string, audit: AuditEntry): Promise<void> =>
    this.#change(audit, { scope: 'none', reason: null, since: null });

  stop = (_by: string, audit: AuditEntry): Promise<void> =>
    this.#change(audit, { scope: 'proactive', reason: 'by-person', since: audit.at });

  async #change(audit: AuditEntry, change: Pick<SendingStatus, 'scope' | 'reason' | 'since'>): Promise<void> {
    this.audit.push(audit);
    this.status = this.status && { ...this.status, ...change };
  }
}

function storedIn(db: PrismaClient) {
  return {
    database: createStaffAuthDatabase(db),
    staff: createStaffRepository(db),
    attempts: createSignInAttempts(db),
    audit: createAuditLog(db),
    pqrs: createPqrsStaffReader(db),
    whatsapp: createWhatsAppControl(
      { run: (work) => work(db), transaction: (work) => db.$transaction(work) },
      SEALER,
    ),
  };
}

function inMemory(conversations: Map<string, TimelineEntry[]>, bytes: Map<string, Uint8Array>) {
  const timeline: TimelineReader = {
    listSince: async ({ conversationId, after, limit }) =>
      (conversations.get(conversationId) ?? []).filter(({ seq }) => seq > after).slice(0, limit),
  };
  const files: PersonFileReader = {
    findById: async (id) => (bytes.has(id) ? aFile(id) : null),
    read: async ({ id }) => bytes.get(id) ?? null,
  };
  return { timeline, files };
}

async function insertStaff(db: PrismaClient, person: NewStaff) {
  const clock = { now: () => new Date(FRIDAY_MORNING) };
  const created = await createStaff(person, { staff: createStaffRepository(db), clock, newId: randomUUID });
  if (created.outcome !== 'created') {
    throw new Error(created.outcome);
  }
  return { id: created.staff.id, email: person.email, password: created.password };
}

let lastAddress = 0;

/** An address that no other test has: the limit by address must not join them. */
export function anAddress(): string {
  lastAddress += 1;
  return `10.1.${Math.floor(lastAddress / 250)}.${(lastAddress % 250) + 1}`;
}

type Attempt = { readonly email: string; readonly password: string; readonly remoteAddress?: string };

/** One attempt through the API, with the origin that a browser would send. */
export function attemptSignIn(
  { app, publicUrl }: Pick<ConsoleFixture, 'app' | 'publicUrl'>,
  { email, password, remoteAddress = anAddress() }: Attempt,
) {
  return app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { origin: publicUrl },
    remoteAddress,
    payload: { email, password },
  });
}

/** The cookie of a new colleague with that role. */
export async function signInAs(fixture: ConsoleFixture, role: StaffRole): Promise<string> {
  const response = await attemptSignIn(fixture, await fixture.createStaff(role));
  return cookieOf(response);
}

/** The cookies of an answer as a browser would send them back. */
export function cookieOf(response: Awaited<ReturnType<FastifyInstance['inject']>>): string {
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

/** A PQRS as a row: a reclamo received on Tuesday 3 November, due on Wednesday 25, unless told otherwise. */
export function aPqrsRow(row: {
  radicado: string;
  dueOn?: string | null;
  status?: string;
  kind?: string;
  description?: string;
  petitionerName?: string | null;
  sensitivity?: string;
  conversationId?: string;
  contactId?: string;
  barrioText?: string;
  latitude?: number;
  longitude?: number;
}) {
  const { dueOn = '2026-11-25', ...rest } = row;
  return {
    id: randomUUID(),
    kind: 'reclamo',
    regime: 'ley142',
    aboutService: true,
    description: 'No llega agua desde el lunes.',
    petitionerName: 'Rosa Pérez',
    channel: 'web',
    status: 'RADICADA',
    receivedAt: new Date('2026-11-03T15:00:00Z'),
    dueOn: dueOn === null ? null : new Date(`${dueOn}T00:00:00Z`),
    internalDueOn: dueOn === null ? null : new Date('2026-11-24T00:00:00Z'),
    ruleVersion: 'dia-siguiente/ley-2578-2026',
    verificationHash: 'none',
    ...rest,
  };
}

/** A conversation as a row, with its contact. */
export async function insertConversation(
  { db }: Pick<ConsoleFixture, 'db'>,
  { lastSeq = 0, sensitivity = 'normal' }: { lastSeq?: number; sensitivity?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const contact = await db.contact.create({ data: { id: randomUUID() }, select: { id: true } });
  await db.conversation.create({
    data: { id, channel: 'web', address: id, contactId: contact.id, nextSeq: lastSeq + 1, sensitivity },
  });
  return id;
}

/** A line that a person wrote. */
export function aLine(seq: number, text: string): TimelineEntry {
  return {
    direction: 'in',
    seq,
    id: String(seq),
    messageId: String(seq),
    kind: 'message',
    content: incomingContent({ text }),
    at: new Date('2026-11-03T15:00:00Z'),
  };
}

function aFile(id: string): PersonFile {
  return {
    id,
    conversationId: randomUUID(),
    name: 'recibo.pdf',
    mimeType: 'application/pdf',
    bytes: 4,
    sha256: '',
    status: 'ready',
    originalKey: id,
    preparedKey: null,
    createdAt: new Date('2026-11-03T15:00:00Z'),
  };
}

/** Our WhatsApp number as its process last reported it, or as if no process had ever cared for it. */
export async function setWhatsApp(
  { db }: Pick<ConsoleFixture, 'db'>,
  { attended = true, ...report }: Partial<WhatsAppReport> & { readonly attended?: boolean } = {},
): Promise<void> {
  await db.whatsappAccount.deleteMany();
  await db.whatsappLease.deleteMany();
  await createWhatsAppAccountRepository((work) => work(db), SEALER).report({
    account: MAIN_ACCOUNT,
    state: 'unpaired',
    reason: null,
    pairing: null,
    phone: null,
    at: new Date(FRIDAY_MORNING),
    ...report,
  });
  if (attended) {
    const expiresAt = new Date('2100-01-01T00:00:00Z');
    await db.whatsappLease.create({ data: { account: MAIN_ACCOUNT, epoch: 1, owner: 'test', expiresAt } });
  }
}
