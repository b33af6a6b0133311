import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Barrio, EntityProfile } from '../../domain/entity/profile.ts';
import { OperationalError } from '../../domain/errors.ts';
import type { Database, Run } from '../database.ts';

const ENTITIES = new URL('./entities/', import.meta.url);
const BARRIOS = new URL('./barrios/', import.meta.url);

const BarrioLine = z.object({
  comuna: z.string().min(1),
  nombre_comuna: z.string().optional(),
  localidad: z.string().optional(),
  barrio: z.string().min(1),
});

/** The utility of this installation as it stands in the database. */
export type Entity = { readonly profile: EntityProfile; readonly barrios: readonly Barrio[] };

/**
 * Reads the utility from the database; the first time it is taken from the files of this folder.
 *
 * What staff have edited later is never overwritten. Throws OperationalError for a slug without a file.
 */
export async function loadEntity(
  { run, transaction }: Pick<Database, 'run' | 'transaction'>,
  slug: string,
): Promise<Entity> {
  const known = await run((db) => db.entity.findUnique({ where: { slug } }));
  if (known === null) {
    const seed = await readSeed(slug);
    await transaction(async (db) => {
      await db.entity.createMany({ data: [{ slug, profile: seed.profile }], skipDuplicates: true });
      await db.$executeRaw`
        INSERT INTO barrio (id, entity_slug, comuna, comuna_name, localidad, name)
        SELECT id, ${slug}, comuna, "comunaName", localidad, name
        FROM jsonb_to_recordset(${JSON.stringify(seed.barrios)}::jsonb)
          AS x(id text, comuna text, "comunaName" text, localidad text, name text)
        ON CONFLICT DO NOTHING`;
    });
  }
  return readEntity(run, slug);
}

/** The utility and the barrios in use as the database has them at this moment. */
export async function readEntity(run: Run, slug: string): Promise<Entity> {
  const entity = await run((db) => db.entity.findUniqueOrThrow({ where: { slug } }));
  const barrios = await run((db) =>
    db.barrio.findMany({
      where: { entitySlug: slug, active: true },
      select: { id: true, name: true, comuna: true, comunaName: true, aliases: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
  );
  return { profile: EntityProfile.parse(entity.profile), barrios };
}

async function readSeed(slug: string): Promise<{
  profile: EntityProfile;
  barrios: readonly (Barrio & { localidad: string | null })[];
}> {
  try {
    const profile = EntityProfile.parse(
      JSON.parse(await readFile(new URL(`${slug}.json`, ENTITIES), 'utf8')),
    );
    return { profile, barrios: parseBarrios(slug, await readFile(new URL(`${slug}.tsv`, BARRIOS), 'utf8')) };
  } catch (error) {
    throw new OperationalError(`there is no usable profile for the entity ${slug}`, { cause: error });
  }
}

/** Ids are stable: slug, comuna and position in the file, so that homonyms differ. */
function parseBarrios(slug: string, text: string): readonly (Barrio & { localidad: string | null })[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = header.split('\t');
  return lines.map((line, index) => {
    const cells = line.split('\t');
    const row = BarrioLine.parse(Object.fromEntries(columns.map((column, at) => [column, cells[at]])));
    return {
      id: `${slug}-${row.comuna}-${String(index + 1).padStart(4, '0')}`,
      name: row.barrio,
      comuna: row.comuna,
      comunaName: row.nombre_comuna ?? null,
      localidad: row.localidad ?? null,
    };
  });
}
