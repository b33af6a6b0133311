import { z } from 'zod';
import { ConsentPurpose } from '../../domain/people/consent.ts';
import type {
  PeopleCursor,
  PeopleQuery,
  PersonConsent,
  PersonConversation,
  PersonReader,
  PersonSummary,
} from '../../domain/people/person-reader.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { listPqrsOf } from './pqrs-staff-list.ts';

/** What a person has done is shown to this length; the lists of the console go on from there. */
const MAX_HISTORY = 100;

const Place = z.object({ id: z.string(), at: z.date(), radicado: z.string().nullable() });
type Place = z.infer<typeof Place>;

const Summary = z.object({
  id: z.string(),
  name: z.string().nullable(),
  addresses: z.array(z.object({ channel: z.string(), phone: z.string().nullable() })).nullable(),
  pqrs_count: z.bigint().transform(Number),
  first_seen_at: z.date(),
  last_contact_at: z.date(),
});

/** People as colleagues read them. */
export function createPersonReader(db: PrismaClient): PersonReader {
  return {
    async list(query) {
      const found = await db.$queryRaw<readonly object[]>(peopleStatement(query));
      const places = found.map((row) => Place.parse(row));
      const page = places.slice(0, query.limit);
      const items = await summarise(
        db,
        page.map(({ id }) => id),
        query.withHealth,
      );
      const last = page.at(-1);
      return { items, nextCursor: places.length > page.length && last ? cursorOf(last) : null };
    },

    async findById(id, withHealth) {
      const [summary] = await summarise(db, [id], withHealth);
      if (summary === undefined) {
        return null;
      }
      const [pqrs, conversations, consents] = await Promise.all([
        listPqrsOf(db, { contactId: id, withHealth, limit: MAX_HISTORY }),
        listConversations(db, id, withHealth),
        listConsents(db, id, withHealth),
      ]);
      return { ...summary, pqrs, conversations, consents };
    },
  };
}

/** The people of a page in their order. Whoever filed is found by their latest filing, along the index of arrival. */
export function peopleStatement({ scope, cursor, limit, withHealth }: PeopleQuery): Prisma.Sql {
  const health = withHealth ? Prisma.empty : Prisma.sql`AND p.sensitivity = 'normal'`;
  const newerHealth = withHealth ? Prisma.empty : Prisma.sql`AND n.sensitivity = 'normal'`;
  if (scope === 'todas') {
    const after =
      cursor?.scope === 'todas'
        ? Prisma.sql`WHERE (c.created_at, c.id) < (${cursor.createdAt}, ${cursor.id}::uuid)`
        : Prisma.empty;
    return Prisma.sql`
      SELECT c.id::text AS id, c.created_at AS at, NULL AS radicado FROM contact c ${after}
      ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit + 1}`;
  }
  const after =
    cursor?.scope === 'con-pqrs'
      ? Prisma.sql`AND (p.received_at, p.radicado) < (${cursor.receivedAt}, ${cursor.radicado})`
      : Prisma.empty;
  return Prisma.sql`
    SELECT p.contact_id::text AS id, p.received_at AS at, p.radicado FROM pqrs p
    WHERE p.contact_id IS NOT NULL ${health} ${after}
      AND NOT EXISTS (SELECT FROM pqrs n WHERE n.contact_id = p.contact_id ${newerHealth}
        AND n.received_at >= p.received_at AND (n.received_at, n.radicado) > (p.received_at, p.radicado))
    ORDER BY p.received_at DESC, p.radicado DESC LIMIT ${limit + 1}`;
}

function cursorOf({ id, at, radicado }: Place): PeopleCursor {
  return radicado === null
    ? { scope: 'todas', createdAt: at, id }
    : { scope: 'con-pqrs', receivedAt: at, radicado };
}

/** The rows of these people, in the order of the ids. A number of WhatsApp is what the network calls them today. */
async function summarise(
  db: PrismaClient,
  ids: readonly string[],
  withHealth: boolean,
): Promise<readonly PersonSummary[]> {
  const health = withHealth ? Prisma.empty : Prisma.sql`AND q.sensitivity = 'normal'`;
  const found = await db.$queryRaw<readonly object[]>`
    SELECT c.id::text AS id, c.created_at AS first_seen_at,
      (SELECT q.petitioner_name FROM pqrs q WHERE q.contact_id = c.id AND q.petitioner_name IS NOT NULL ${health}
        ORDER BY q.received_at DESC, q.radicado DESC LIMIT 1) AS name,
      (SELECT count(*) FROM pqrs q WHERE q.contact_id = c.id ${health}) AS pqrs_count,
      greatest(c.created_at, (SELECT max(v.updated_at) FROM conversation v WHERE v.contact_id = c.id))
        AS last_contact_at,
      (SELECT jsonb_agg(jsonb_build_object('channel', a.channel, 'phone',
          split_part(coalesce(w.phone, CASE WHEN a.channel IN ('terminal', 'telefono') THEN a.address END), '@', 1))
          ORDER BY a.channel, a.address)
        FROM contact_address a
        LEFT JOIN whatsapp_person w
          ON w.id = CASE WHEN a.channel = 'whatsapp' AND a.address ~ '^[0-9a-f-]{36}$' THEN a.address::uuid END
        WHERE a.contact_id = c.id AND a.channel <> 'console') AS addresses
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS x(id, place)
    JOIN contact c ON c.id = x.id ORDER BY x.place`;
  return found.map((row) => {
    const { id, name, addresses, ...rest } = Summary.parse(row);
    return {
      id,
      name,
      addresses: addresses ?? [],
      pqrsCount: rest.pqrs_count,
      firstSeenAt: rest.first_seen_at,
      lastContactAt: rest.last_contact_at,
    };
  });
}

/** A conversation is as sensitive as anything that was ever said in it. */
async function listConversations(
  db: PrismaClient,
  contactId: string,
  withHealth: boolean,
): Promise<readonly PersonConversation[]> {
  const health = { sensitivity: 'health' };
  const rows = await db.conversation.findMany({
    where: {
      contactId,
      // Files that a colleague entered have a place of their own, in which nobody talks.
      channel: { not: 'console' },
      ...(!withHealth && {
        sensitivity: 'normal',
        events: { none: health },
        outbox: { none: health },
        pqrs: { none: health },
      }),
    },
    select: { id: true, channel: true, createdAt: true, updatedAt: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: MAX_HISTORY,
  });
  return rows.map(({ id, channel, createdAt, updatedAt }) => ({
    id,
    channel,
    startedAt: createdAt,
    lastAt: updatedAt,
  }));
}

/** That somebody allowed the use of health data is health data itself. */
async function listConsents(
  db: PrismaClient,
  contactId: string,
  withHealth: boolean,
): Promise<readonly PersonConsent[]> {
  const rows = await db.consent.findMany({
    where: { contactId, ...(!withHealth && { purpose: { not: 'salud' } }) },
    select: {
      purpose: true,
      granted: true,
      channel: true,
      textVersion: true,
      textHash: true,
      givenAt: true,
    },
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
    take: MAX_HISTORY,
  });
  return rows.map((row) => ({ ...row, purpose: ConsentPurpose.parse(row.purpose) }));
}
