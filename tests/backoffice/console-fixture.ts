import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { backoffice } from '../../backoffice/backoffice.ts';
import type { ActInbox } from '../../backoffice/handoff/inbox-reading.ts';
import { createStaff, type NewStaff } from '../../backoffice/staff/create-staff.ts';
import { composeConsoleLists } from '../../bot/compose/console-lists.ts';
import { composeIntake } from '../../bot/compose/intake.ts';
import { createKeepColleagueFile } from '../../bot/files/keep-colleague-file.ts';
import { createKeys } from '../../bot/secret.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import type { PersonFile } from '../../domain/messages/file-store.ts';
import type { PersonFileReader } from '../../domain/messages/person-files.ts';
import type { PersonalStop } from '../../domain/messages/personal-stop.ts';
import type { SendingControl, SendingStatus } from '../../domain/messages/sending-control.ts';
import type { TimelineEntry, TimelineReader } from '../../domain/messages/timeline.ts';
import { MAIN_ACCOUNT, type WhatsAppReport } from '../../domain/messages/whatsapp-account.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { needsSecondFactor } from '../../domain/people/second-factor.ts';
import { createTranslate } from '../../locales/translate.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase } from '../../prisma/database.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { openConversation } from '../../prisma/open-conversation.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { createAuditReader } from '../../prisma/repositories/audit-reader.ts';
import { createColleagueFileRepository } from '../../prisma/repositories/colleague-file.ts';
import { createInboxReader } from '../../prisma/repositories/inbox-reader.ts';
import { createOutboxWatch } from '../../prisma/repositories/outbox-watch.ts';
import { createPqrsStaffReader } from '../../prisma/repositories/pqrs-staff-reader.ts';
import { createPresenceStore } from '../../prisma/repositories/presence.ts';
import { createReplyRepository } from '../../prisma/repositories/reply.ts';
import { createStaffRepository } from '../../prisma/repositories/staff.ts';
import { createStaffStores } from '../../prisma/repositories/staff-stores.ts';
import { createTeamRepository } from '../../prisma/repositories/team.ts';
import { createFigureReader } from '../../prisma/repositories/team-figures.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import { createWhatsAppControl } from '../../prisma/repositories/whatsapp-control.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import { createStaffAuthDatabase } from '../../prisma/staff-auth-database.ts';
import { filesInMemory } from '../bot/files/files-in-memory.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { openTestSettings } from '../support/settings.ts';
import { totpCode, totpStepAt } from '../support/totp.ts';

/** Friday; the next days without work are the weekend. */
const FRIDAY_MORNING = '2026-11-20T15:00:00Z';

/** The words that the console says. */
export const t = createTranslate('es-CO');

export type ConsoleFixture = Awaited<ReturnType<typeof openConsole>>;

/** The console over a database of its own, with conversations and files held in memory. */
export async function openConsole({
  publicUrl = 'http://consola.test',
  isGoverned = true,
  entity = 'essmar',
  consoleFolder,
  beatMs,
}: {
  publicUrl?: string;
  isGoverned?: boolean;
  entity?: string;
  /** What the browser gets, from `buildTestConsole`; only tests with a browser need it. */
  consoleFolder?: string;
  /** How often open streams are looked at. */
  beatMs?: number;
} = {}) {
  const database = await createTestDatabase();
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  const time = { now: new Date(FRIDAY_MORNING) };
  const conversations = new Map<string, TimelineEntry[]>();
  const bytes = new Map<string, Uint8Array>();
  const routes: RouteOptions[] = [];
  const sending = new SendingInMemory();
  const clock = { now: () => new Date(time.now) };
  const settings = await openTestSettings(db, { slug: entity, clock });
  const inbox = inboxIn(db, { url: database.url, entity });
  const intake = intakeIn(database.url, { entity: settings.entity, bytes, publicUrl });
  const app = Fastify({ logger: false });
  app.addHook('onRoute', (route) => void routes.push(route));
  await app.register(backoffice, {
    ...storedIn(db),
    ...inMemory(db, conversations, bytes),
    sending: isGoverned ? sending : null,
    settings,
    inbox: { ...inbox.reading, entity: settings.entity.profile },
    intake: intake.source,
    authSecret: 'a secret for the sign-in of this suite only',
    publicUrl,
    calendar: createBusinessCalendar(),
    clock,
    lists: listsIn(db, database.url, beatMs),
    ...(consoleFolder !== undefined && { consoleFolder }),
    t,
  });
  await app.ready();

  return {
    ...{ app, db, time, settings, routes, conversations, bytes, sending, publicUrl },
    acts: inbox.reading.acts,
    databaseUrl: database.url,
    ...staffOf({ app, db, time, publicUrl }),
    close: async () => {
      await app.close();
      await inbox.close();
      await intake.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}

function staffOf(door: Door) {
  const insert = insertStaff.bind(null, door.db);
  return {
    /** A colleague who is ready to work: with a password of their own, and with a second factor where it is needed. */
    createStaff: async (role: StaffRole, email = `${randomUUID()}@essmar.test`): Promise<Colleague> => {
      const account = await insert({ email, name: 'Ana Ruiz', role });
      const colleague = { ...account, secret: '', recoveryCodes: [] };
      return needsSecondFactor(role) ? enableSecondFactor(door, colleague) : colleague;
    },
    /** A colleague as `npm run admin` leaves them: with a password to be changed, and nothing else. */
    createNewcomer: (role: StaffRole) =>
      insert({ email: `${randomUUID()}@essmar.test`, name: 'Ana Ruiz', role }, true),
  };
}

/** Any key does: what is sealed here is opened here. */
const KEYS = createKeys('a secret for this suite and no other');
const SEALER = KEYS.sealer;

/** A number that nothing stops, until a test or a colleague does. */
class SendingInMemory implements SendingControl {
  status: SendingStatus | null = null;
  readonly audit: AuditEntry[] = [];

  read = async (): Promise<SendingStatus | null> => this.status;

  resume = (_by: string, audit: AuditEntry): Promise<void> =>
    this.#change(audit, { scope: 'none', reason: null, since: null, by: null });

  stop = (_by: string, why: PersonalStop, audit: AuditEntry): Promise<void> => {
    const by = { name: 'Ana Ruiz', ...why };
    return this.#change(audit, { scope: 'proactive', reason: 'by-person', since: audit.at, by });
  };

  async #change(
    audit: AuditEntry,
    change: Pick<SendingStatus, 'scope' | 'reason' | 'since' | 'by'>,
  ): Promise<void> {
    this.audit.push(audit);
    this.status = this.status && { ...this.status, ...change };
  }
}

/** What colleagues did, before any conversation takes its turn. */
class ActsInMemory implements ActInbox {
  readonly done: Parameters<ActInbox['act']>[0][] = [];

  act = async (request: Parameters<ActInbox['act']>[0]): Promise<void> => {
    this.done.push(request);
  };
}

function listsIn(db: PrismaClient, url: string, beatMs: number | undefined) {
  return composeConsoleLists({
    db,
    url,
    log: silentLog,
    entity: () => ({ slug: 'essmar', radicadoPrefix: 'ESSMAR' }),
    newId: randomUUID,
    ...(beatMs !== undefined && { beatMs }),
  });
}

type StoredIn = Parameters<typeof createColleagueFileRepository>[0];

/** The conversations of a database. */
function inboxIn(db: PrismaClient, { url, entity }: { readonly url: string; readonly entity: string }) {
  const pool = new AdoptingPool({ connectionString: url, max: 2 });
  const inbox = createInboxReader({ database: { pool, prisma: db }, codec: createContentCodec(SEALER) });
  const stored = { run: (work) => work(db), transaction: (work) => db.$transaction(work) } satisfies StoredIn;
  const colleagueFiles = createColleagueFileRepository(stored);
  const { store } = filesInMemory();
  const clock = { now: () => new Date(FRIDAY_MORNING) };
  const keep = createKeepColleagueFile({ store, files: colleagueFiles, clock, newId: randomUUID });
  const reading = {
    inbox,
    acts: new ActsInMemory(),
    colleagueFiles: { keep, list: colleagueFiles.list },
    readForm: () => null,
    replies: createReplyRepository(db, entity),
    teams: createTeamRepository(db),
    presence: createPresenceStore(db),
    figures: createFigureReader(db),
  };
  return { reading, close: () => pool.end() };
}

/** What colleagues begin, in the database; of the files that come along there are the bytes. */
function intakeIn(
  url: string,
  {
    entity,
    bytes,
    publicUrl,
  }: {
    entity: Awaited<ReturnType<typeof openTestSettings>>['entity'];
    bytes: Map<string, Uint8Array>;
    publicUrl: string;
  },
) {
  const database = createDatabase(new AdoptingPool({ connectionString: url, max: 4 }));
  const source = composeIntake({
    ...{ database, keys: KEYS, entity, publicUrl },
    inbox: { openConversation: (address) => openConversation(database, address, randomUUID) },
    files: {
      keep: async (upload) => {
        const fileId = randomUUID();
        bytes.set(fileId, upload.bytes);
        const { name, conversationId } = upload;
        const size = upload.bytes.byteLength;
        const file = { name, conversationId, mimeType: 'application/pdf', bytes: size };
        const createdAt = new Date(FRIDAY_MORNING);
        await database.prisma.file.create({ data: { ...file, id: fileId, status: 'ready', createdAt } });
        return { fileId, name, mimeType: file.mimeType, bytes: size, pending: false };
      },
    },
    newId: randomUUID,
  });
  return { source, close: () => database.close() };
}

function storedIn(db: PrismaClient) {
  return {
    database: createStaffAuthDatabase(db),
    ...createStaffStores(db, randomUUID),
    newId: randomUUID,
    audit: createAuditLog(db),
    auditReader: createAuditReader(db, SEALER),
    pqrs: createPqrsStaffReader(db),
    outboxWatch: createOutboxWatch(db),
    whatsapp: createWhatsAppControl(
      { run: (work) => work(db), transaction: (work) => db.$transaction(work) },
      SEALER,
    ),
  };
}

function inMemory(
  db: PrismaClient,
  conversations: Map<string, TimelineEntry[]>,
  bytes: Map<string, Uint8Array>,
) {
  const timeline: TimelineReader = {
    listSince: async ({ conversationId, after, limit }) =>
      (conversations.get(conversationId) ?? []).filter(({ seq }) => seq > after).slice(0, limit),
  };
  const files: PersonFileReader = {
    findById: async (id) => {
      const home = await db.file.findUnique({ where: { id }, select: { conversationId: true } });
      return bytes.has(id) ? { ...aFile(id), ...home } : null;
    },
    read: async ({ id }) => bytes.get(id) ?? null,
  };
  return { timeline, files };
}

async function insertStaff(db: PrismaClient, person: NewStaff, passwordChangeNeeded = false) {
  const clock = { now: () => new Date(FRIDAY_MORNING) };
  const created = await createStaff(person, { staff: createStaffRepository(db), clock, newId: randomUUID });
  if (created.outcome !== 'created') {
    throw new Error(created.outcome);
  }
  const { id } = created.staff;
  await db.staffUser.update({ where: { id }, data: { passwordChangeNeeded } });
  return { id, email: person.email, password: created.password };
}

/** `secret`: of the authenticator, empty without one. */
export type Colleague = {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
};

/** What is needed to go in and out as somebody in a browser does. */
type Door = {
  readonly app: FastifyInstance;
  readonly db: PrismaClient;
  readonly time: { now: Date };
  readonly publicUrl: string;
};

/** A request with a body, as the console in a browser makes it. */
export function send(
  { app, publicUrl }: Pick<Door, 'app' | 'publicUrl'>,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  {
    cookie,
    body,
    remoteAddress = anAddress(),
  }: { cookie?: string; body?: object; remoteAddress?: string } = {},
) {
  return app.inject({
    method,
    url: `/api/v1${url}`,
    remoteAddress,
    headers: { origin: publicUrl, ...(cookie !== undefined && { cookie }) },
    ...(body && { payload: body }),
  });
}

/** Turns it on as the owner does, and leaves neither a session nor a code that was used. */
export async function enableSecondFactor(door: Door, colleague: Colleague): Promise<Colleague> {
  const { id: userId, password } = colleague;
  const cookie = cookieOf(await attemptSignIn(door, colleague));
  const prepared = await send(door, 'POST', '/account/second-factor', { cookie, body: { password } });
  const { secret } = prepared.json();
  const code = totpCode(secret, totpStepAt(door.time.now));
  const confirmed = await send(door, 'POST', '/account/second-factor/confirm', { cookie, body: { code } });
  await door.db.staffSession.deleteMany({ where: { userId } });
  await door.db.staffTwoFactor.update({ where: { userId }, data: { lastStep: null } });
  return { ...colleague, secret, recoveryCodes: confirmed.json().codes };
}

/** A code that works at this moment and has not been used. */
export async function freshCode(
  { db, time }: Pick<Door, 'db' | 'time'>,
  colleague: Colleague,
): Promise<string> {
  const where = { userId: colleague.id };
  const { lastStep } = await db.staffTwoFactor.findUniqueOrThrow({ where });
  return totpCode(colleague.secret, Math.max(totpStepAt(time.now) - 1, (lastStep ?? 0) + 1));
}

/** Both steps of a sign-in. Returns the cookie of the session. */
export async function signIn(door: Door, colleague: Colleague): Promise<string> {
  const first = await attemptSignIn(door, colleague);
  if (colleague.secret === '') {
    return cookieOf(first);
  }
  const body = { code: await freshCode(door, colleague) };
  return cookieOf(await send(door, 'POST', '/session/second-step', { cookie: cookieOf(first), body }));
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
  { app, publicUrl }: Pick<Door, 'app' | 'publicUrl'>,
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
  return signIn(fixture, await fixture.createStaff(role));
}

/** The cookies of an answer as a browser would send them back. */
export function cookieOf(response: Awaited<ReturnType<FastifyInstance['inject']>>): string {
  return response.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
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
