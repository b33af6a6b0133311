import { EntityProfile } from '../../domain/entity/profile.ts';
import type { EntityChange, Logo, SettingsRepository } from '../../domain/entity/settings-repository.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** The utility as staff change it. Each change is one transaction with its line in the audit. */
export function createSettingsRepository(
  { run, transaction }: Pick<Database, 'run' | 'transaction'>,
  slug: string,
): SettingsRepository {
  return {
    get: () =>
      run(async (db) => {
        const { profile, version } = await db.entity.findUniqueOrThrow({ where: { slug } });
        return { profile: EntityProfile.parse(profile), version };
      }),

    save: ({ profile, version, logo, audit }) =>
      transaction(async (db) => {
        const { count } = await db.entity.updateMany({
          where: { slug, version },
          data: { profile, version: { increment: 1 } },
        });
        if (count === 0) {
          return 'stale' as const;
        }
        if (logo !== undefined) {
          await storeLogo(db, slug, logo);
        }
        await db.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return 'saved' as const;
      }),

    listChangesSince: (version) => run((db) => listChanges(db, slug, version)),

    findLogo: (hash) =>
      run(async (db) => {
        const row = await db.entityLogo.findFirst({
          where: { entitySlug: slug, hash },
          orderBy: { entitySlug: 'asc' },
        });
        return row && { png: row.png, hash: row.hash, width: row.width, height: row.height };
      }),
  };
}

async function storeLogo(db: Prisma.TransactionClient, entitySlug: string, logo: Logo | null): Promise<void> {
  await db.entityLogo.deleteMany({ where: { entitySlug } });
  if (logo) {
    const { png, ...rest } = logo;
    await db.entityLogo.create({
      data: { entitySlug, png: new Uint8Array(png), ...rest },
      select: { hash: true },
    });
  }
}

/** Each line of the audit says to which version its change led. */
async function listChanges(
  db: Prisma.TransactionClient,
  slug: string,
  version: number,
): Promise<readonly EntityChange[]> {
  return db.$queryRaw<EntityChange[]>`
    SELECT a.at, s.name AS by, array(
      SELECT DISTINCT k FROM jsonb_object_keys(coalesce(a.before, '{}') || coalesce(a.after, '{}')) AS k
      WHERE k <> 'version' ORDER BY k) AS keys
    FROM audit a LEFT JOIN staff_user s ON a.actor_kind = 'staff' AND s.id = a.actor_id
    WHERE a.subject = ${`entity/${slug}`} AND (a.after ->> 'version')::int > ${version}
    ORDER BY a.id`;
}
