import { z } from 'zod';
import { LIVE_KINDS, type LiveHistory, type LiveReading } from '../../domain/live/live-event.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import type { PrismaClient } from '../generated/client.ts';
import { listenLive } from '../live-listener.ts';
import type { Log } from '../log.ts';

/** More at once are not told one by one: whoever hears of so many asks for everything again. */
const MAX_READ = 5_000;

const Row = z.object({
  id: z.bigint().transform(String).nullable(),
  kind: z.string().nullable(),
  subject: z.string().nullable(),
  sensitivity: Sensitivity.nullable(),
  staff_id: z.string().nullable(),
  xid: z.string().nullable(),
  xmin: z.string().transform(BigInt),
  at: z.number(),
});
type Row = z.infer<typeof Row>;

/** The history of changes in PostgreSQL, with the notices that wake its readers. */
export function createLiveHistory({
  db,
  url,
  log,
}: {
  readonly db: PrismaClient;
  readonly url: string;
  readonly log: Log;
}): LiveHistory {
  return {
    position: async () => {
      const rows = await db.$queryRaw<readonly object[]>`
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin,
          extract(epoch FROM clock_timestamp())::float8 AS at`;
      const { xmin, at } = z.object({ xmin: z.string(), at: z.number() }).parse(rows[0]);
      return { xid: BigInt(xmin), atSeconds: Math.floor(at) };
    },
    readSince: (xid, knownIds) => readSince(db, xid, knownIds),
    sweep: () => db.$executeRaw`
      DELETE FROM live_event WHERE created_at < clock_timestamp() - interval '1 day'`,
    listen: (onNews) => listenLive({ url, log, onNews }),
  };
}

/** Rows of a restored database may bear transactions that have not been yet: they are nobody's news. */
async function readSince(db: PrismaClient, xid: bigint, knownIds: readonly string[]): Promise<LiveReading> {
  const known = knownIds.map(Number);
  const found = await db.$queryRaw<readonly object[]>`
    SELECT e.id, e.kind, e.subject, e.sensitivity, e.staff_id, e.xid::text AS xid,
      pg_snapshot_xmin(s.snapshot)::text AS xmin, extract(epoch FROM clock_timestamp())::float8 AS at
    FROM (SELECT pg_current_snapshot() AS snapshot) s
    LEFT JOIN live_event e ON e.xid >= ${String(xid)}::xid8 AND e.xid < pg_snapshot_xmax(s.snapshot)
      AND e.id <> ALL(${known}::bigint[])
    ORDER BY e.xid, e.id LIMIT ${MAX_READ + 1}`;
  const rows = found.map((row) => Row.parse(row));
  const [first] = rows;
  if (first === undefined) {
    throw new Error('a reading of the history always has a position');
  }
  const events = rows.length > MAX_READ ? null : rows.flatMap(toEvent);
  return { events, position: { xid: first.xmin, atSeconds: Math.floor(first.at) } };
}

/** A kind that this version does not know is another version's business. */
function toEvent({ id, kind, subject, sensitivity, staff_id, xid }: Row) {
  const known = LIVE_KINDS.find((one) => one === kind);
  return known === undefined || id === null || subject === null || sensitivity === null || xid === null
    ? []
    : [{ id, kind: known, subject, sensitivity, staffId: staff_id, xid: BigInt(xid) }];
}
