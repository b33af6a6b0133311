import { z } from 'zod';
import type { InboxDetail, InboxItem, InboxQuery, InboxReader } from '../../domain/handoff/inbox-reader.ts';
import { ConversationOwner } from '../../domain/messages/conversation-owner.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { CareTopic } from '../../domain/teams/care-topic.ts';
import type { Database } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import { listInboxLines } from '../inbox-lines.ts';
import type { ContentCodec } from '../sealed-content.ts';

const Row = z.object({
  id: z.string(),
  at: z.date(),
  channel: z.string(),
  contact_id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  owner: ConversationOwner,
  assignee_id: z.string().nullable(),
  team_id: z.string().nullable(),
  team_name: z.string().nullable(),
  topic: CareTopic.catch('general'),
  place: z.string().nullable(),
  assignee_name: z.string().nullable(),
  waiting_since: z.date().nullable(),
  heard_at: z.date().nullable(),
  is_unread: z.boolean(),
  sensitivity: Sensitivity,
  reason: z.string().nullable(),
  danger_at: z.date().nullable(),
  call_phone: z.string().nullable(),
  ended: z
    .object({ at: z.string().transform((text) => new Date(text)), by: z.string().nullable() })
    .nullable(),
  last_seq: z.int(),
  seen_seq: z.int(),
  last_in: z.object({ seq: z.int(), content: z.unknown() }).nullable(),
  last_out: z.object({ seq: z.int(), content: z.unknown() }).nullable(),
});
type Row = z.infer<typeof Row>;

const DetailRow = Row.extend({ state: z.record(z.string(), z.unknown()) });

type Source = { readonly database: Pick<Database, 'pool' | 'prisma'>; readonly codec: ContentCodec };

/** The conversations as colleagues read them. Sealed words are opened here: callers have asked who may read them. */
export function createInboxReader({ database, codec }: Source): InboxReader {
  const { prisma } = database;
  return {
    async list(query) {
      const found = await prisma.$queryRaw<readonly object[]>(inboxStatement(query));
      const rows = found.map((row) => Row.parse(row));
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => toItem(row, codec)),
        nextCursor: rows.length > page.length && last ? { at: last.at, id: last.id } : null,
      };
    },
    async findById(id) {
      const [found] = await prisma.$queryRaw<readonly object[]>`
        SELECT ${COLUMNS}, c.state, c.created_at AS at FROM conversation c ${JOINS} WHERE c.id = ${id}::uuid`;
      return found === undefined ? null : toDetail(DetailRow.parse(found), codec);
    },
    listLines: (query) => listInboxLines({ database, codec }, query),
    async markSeen(conversationId, upTo) {
      await prisma.$executeRaw`
        UPDATE conversation SET seen_seq = ${upTo} WHERE id = ${conversationId}::uuid AND seen_seq < ${upTo}`;
    },
  };
}

/** A conversation is as sensitive as anything that was ever said in it. */
const IS_HEALTH = Prisma.sql`(c.sensitivity = 'health'
  OR EXISTS (SELECT FROM event e WHERE e.conversation_id = c.id AND e.sensitivity = 'health')
  OR EXISTS (SELECT FROM outbox o WHERE o.conversation_id = c.id AND o.sensitivity = 'health'))`;

/** Where it is about: as the open form says, else as the last petición of the person does. */
const PLACE = Prisma.sql`coalesce(
  (SELECT b.name FROM barrio b WHERE b.id = c.state #>> '{assistant,drafts,pqrs,values,barrioId}'),
  c.state #>> '{assistant,drafts,pqrs,values,barrioText}',
  (SELECT coalesce(b.name, q.barrio_text) FROM pqrs q LEFT JOIN barrio b ON b.id = q.barrio_id
    WHERE q.contact_id = c.contact_id AND q.sensitivity = 'normal' AND coalesce(q.barrio_id, q.barrio_text) IS NOT NULL
    ORDER BY q.received_at DESC LIMIT 1))`;

const COLUMNS = Prisma.sql`
  c.id::text AS id, c.channel, c.contact_id::text AS contact_id, c.owner, c.assignee_id, u.name AS assignee_name,
  c.team_id::text AS team_id, g.name AS team_name, c.topic, ${PLACE} AS place,
  c.waiting_since, c.heard_at, c.heard_seq > c.seen_seq AS is_unread,
  CASE WHEN ${IS_HEALTH} THEN 'health' ELSE 'normal' END AS sensitivity, c.next_seq - 1 AS last_seq,
  c.seen_seq, h.reason, h.danger_at, h.call_phone,
  (SELECT CASE WHEN x.ended_how = 'ended' THEN jsonb_build_object('at', x.ended_at, 'by', y.name) END
    FROM handoff x LEFT JOIN staff_user y ON y.id = x.ended_by_id
    WHERE x.conversation_id = c.id ORDER BY x.asked_at DESC, x.id DESC LIMIT 1) AS ended,
  split_part(coalesce(w.phone, CASE WHEN c.channel = 'terminal' THEN c.address END), '@', 1) AS phone,
  (SELECT q.petitioner_name FROM pqrs q WHERE q.contact_id = c.contact_id AND q.petitioner_name IS NOT NULL
    AND q.sensitivity = 'normal' ORDER BY q.received_at DESC LIMIT 1) AS name,
  (SELECT jsonb_build_object('seq', e.seq, 'content', e.content) FROM event e
    WHERE e.conversation_id = c.id AND e.seq IS NOT NULL AND e.kind = 'message'
    ORDER BY e.seq DESC LIMIT 1) AS last_in,
  (SELECT jsonb_build_object('seq', o.seq, 'content', o.content) FROM outbox o
    WHERE o.conversation_id = c.id ORDER BY o.seq DESC LIMIT 1) AS last_out`;

const JOINS = Prisma.sql`
  LEFT JOIN staff_user u ON u.id = c.assignee_id
  LEFT JOIN team g ON g.id = c.team_id
  LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL
  LEFT JOIN whatsapp_person w
    ON w.id = CASE WHEN c.channel = 'whatsapp' AND c.address ~ '^[0-9a-f-]{36}$' THEN c.address::uuid END`;

/** A page of the inbox. Which rows it has is decided along the index of the view; only those are looked at closely. */
export function inboxStatement({
  view,
  staffId,
  channel,
  topic,
  withHealth,
  cursor,
  limit,
}: InboxQuery): Prisma.Sql {
  const isWaiting = view === 'sin-atender';
  const order = isWaiting ? Prisma.sql`c.waiting_since` : Prisma.sql`c.heard_at`;
  const direction = isWaiting ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const past = isWaiting ? Prisma.sql`>` : Prisma.sql`<`;
  const conditions = [
    Prisma.sql`${order} IS NOT NULL`,
    ...(view === 'mias' ? [Prisma.sql`c.assignee_id = ${staffId}`] : []),
    ...(channel === null ? [] : [Prisma.sql`c.channel = ${channel}`]),
    ...(topic === null ? [] : [Prisma.sql`c.topic = ${topic}`]),
    ...(withHealth ? [] : [Prisma.sql`NOT ${IS_HEALTH}`]),
    ...(cursor ? [Prisma.sql`(${order}, c.id) ${past} (${cursor.at}, ${cursor.id}::uuid)`] : []),
  ];
  const isTeam = view === 'equipo';
  const ofTeam = isTeam ? Prisma.sql`c.team_id = m.team_id AND` : Prisma.empty;
  const page = Prisma.sql`
    SELECT c.*, ${order} AS at FROM conversation c WHERE ${ofTeam} ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${order} ${direction}, c.id ${direction} LIMIT ${limit + 1}`;
  const rows = isTeam ? ofTeams({ page, staffId, limit }) : page;
  return Prisma.sql`
    SELECT ${COLUMNS}, c.at FROM (${rows}) c ${JOINS}
    ORDER BY c.at ${direction}, c.id ${direction}`;
}

/** A page of each team in which a colleague is, and of these the first rows: each is read along the index. */
function ofTeams({
  page,
  staffId,
  limit,
}: Pick<InboxQuery, 'staffId' | 'limit'> & { page: Prisma.Sql }): Prisma.Sql {
  return Prisma.sql`
    SELECT p.* FROM team_member m CROSS JOIN LATERAL (${page}) p
    WHERE m.staff_id = ${staffId} ORDER BY p.at DESC, p.id DESC LIMIT ${limit + 1}`;
}

function toItem(row: Row, codec: ContentCodec): InboxItem {
  const { assignee_id: assigneeId, assignee_name: assigneeName, team_id: teamId, team_name: teamName } = row;
  return {
    id: row.id,
    channel: row.channel,
    contactId: row.contact_id,
    name: row.name,
    phone: row.phone,
    owner: row.owner,
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    topic: row.topic,
    place: row.place,
    waitingSince: row.waiting_since,
    heardAt: row.heard_at,
    isUnread: row.is_unread,
    sensitivity: row.sensitivity,
    reason: row.reason,
    hasDanger: row.danger_at !== null,
    callPhone: row.call_phone,
    ended: row.ended,
    last: toLast(row, codec),
  };
}

function toDetail(row: z.infer<typeof DetailRow>, codec: ContentCodec): InboxDetail {
  return { ...toItem(row, codec), lastSeq: row.last_seq, seenSeq: row.seen_seq, state: row.state };
}

function toLast({ last_in: heard, last_out: said }: Row, codec: ContentCodec): InboxItem['last'] {
  if (heard && heard.seq > (said?.seq ?? 0)) {
    return { direction: 'in', text: codec.toIncoming(heard.content).text };
  }
  return said && { direction: 'out', text: codec.toOutgoing(said.content).text };
}
