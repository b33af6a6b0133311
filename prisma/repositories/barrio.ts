import {
  type BarrioRepository,
  type DrawnPlace,
  PlaceKind,
  type StoredBarrio,
} from '../../domain/entity/barrio.ts';
import type { Geometry } from '../../domain/entity/geojson-shape.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

class Stale extends Error {}

type Row = Omit<StoredBarrio, 'kind'> & { readonly kind: string };

/** The barrios and sectors as staff change them. Each change is one transaction with its line in the audit. */
export function createBarrioRepository(
  { run, transaction }: Pick<Database, 'run' | 'transaction'>,
  entitySlug: string,
): BarrioRepository {
  return {
    list: () =>
      run(async (db) => {
        const rows = await db.$queryRaw<Row[]>`
          SELECT id, name, kind, comuna, comuna_name AS "comunaName", aliases, active, merged_into AS "mergedInto",
            geometry IS NOT NULL AS "hasGeometry", version
          FROM barrio WHERE entity_slug = ${entitySlug} ORDER BY name, id`;
        return rows.map((row) => ({ ...row, kind: PlaceKind.parse(row.kind) }));
      }),

    insert: (barrio, audit) =>
      transaction(async (db) => {
        await db.barrio.create({ data: { ...barrio, entitySlug }, select: { id: true } });
        await db.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),

    update: (changes, audit) =>
      transaction(async (db) => {
        for (const { id, version, details, mergedInto } of changes) {
          const { count } = await db.barrio.updateMany({
            where: { id, entitySlug, version },
            data: { ...details, mergedInto: mergedInto ?? null, version: { increment: 1 } },
          });
          if (count === 0) {
            throw new Stale();
          }
        }
        await db.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return 'saved' as const;
      }).catch((error: unknown) => {
        if (error instanceof Stale) {
          return 'stale' as const;
        }
        throw error;
      }),

    draw: (places, audit) =>
      transaction(async (db) => {
        await drawAll(db, entitySlug, places);
        await db.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),

    listShapes: () =>
      run(
        (db) =>
          db.$queryRaw<{ id: string; name: string; geometry: Geometry }[]>`
          SELECT id, name, geometry FROM barrio
          WHERE entity_slug = ${entitySlug} AND geometry IS NOT NULL AND active ORDER BY name, id`,
      ),
  };
}

/** In one statement each, whatever the number. */
async function drawAll(
  db: Prisma.TransactionClient,
  entitySlug: string,
  places: readonly DrawnPlace[],
): Promise<void> {
  const created = places.flatMap((place) =>
    'create' in place ? { ...place.create, geometry: place.geometry } : [],
  );
  const known = places.filter((place) => !('create' in place));
  await db.$executeRaw`
    INSERT INTO barrio (id, entity_slug, comuna, comuna_name, name, kind, geometry)
    SELECT id, ${entitySlug}, comuna, "comunaName", name, kind, geometry
    FROM jsonb_to_recordset(${JSON.stringify(created)}::jsonb)
      AS x(id text, comuna text, "comunaName" text, name text, kind text, geometry jsonb)`;
  await db.$executeRaw`
    UPDATE barrio b SET geometry = x.geometry, version = b.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(known)}::jsonb) AS x(id text, geometry jsonb)
    WHERE b.id = x.id AND b.entity_slug = ${entitySlug}`;
}
