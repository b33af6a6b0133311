import { z } from 'zod';
import type { FoundPerson, FoundPqrs, SearchReader } from '../../domain/people/search-reader.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

/** Of a name that very many have, people are taken from so many of the newest filings. */
const MAX_LOOKED_AT = 200;

/** Beyond these, words only cost time. */
const MAX_WORDS = 6;

/** One letter begins every tenth name: that is no search. */
const MIN_LETTERS = 2;

/** The column of the index of names: each word after a space. */
const NAME = Prisma.sql`p.petitioner_words`;

const PqrsRow = z.object({
  radicado: z.string(),
  petitioner_name: z.string().nullable(),
  barrio: z.string().nullable(),
});

const PersonRow = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  pqrs_count: z.bigint().transform(Number),
});

const BarrioRow = z.object({ id: z.string(), name: z.string(), comuna: z.string() });

/** What colleagues look for, in PostgreSQL. */
export function createSearchReader(db: PrismaClient): SearchReader {
  return {
    async findPqrsByRadicado(radicados, { withHealth, limit }) {
      return readPqrs(
        db,
        Prisma.sql`p.radicado = ANY(${[...radicados]}) ${healthOf(withHealth)}
          ORDER BY p.received_at DESC, p.radicado DESC LIMIT ${limit}`,
      );
    },
    async findPqrsByName(name, { withHealth, limit }) {
      const words = await listWords(db, name);
      return words.length === 0 ? [] : readPqrs(db, named(words, withHealth, limit));
    },
    async findPeopleByPhone(phone, { withHealth, limit }) {
      const contacts = phoneStatement(phone);
      return readPeople(db, { contacts, withHealth, limit });
    },
    async findPeopleByName(name, { withHealth, limit }) {
      const words = await listWords(db, name);
      if (words.length === 0) {
        return [];
      }
      const contacts = Prisma.sql`
        SELECT m.contact_id AS id, min(m.place) AS place FROM (${namedContacts(words, withHealth)}) m
        GROUP BY m.contact_id`;
      return readPeople(db, { contacts, withHealth, limit });
    },
    async findBarrios(name, entitySlug, limit) {
      const words = await listWords(db, name);
      if (words.length === 0) {
        return [];
      }
      const text = Prisma.sql`(' ' || plain_words(b.name || ' ' || array_to_string(b.aliases, ' ')))`;
      const rows = await db.$queryRaw<readonly object[]>`
        SELECT b.id, b.name, b.comuna FROM barrio b
        WHERE b.entity_slug = ${entitySlug} AND b.active AND ${beginning(text, words)}
        ORDER BY b.name, b.id LIMIT ${limit}`;
      return rows.map((row) => BarrioRow.parse(row));
    },
  };
}

/** The contacts that write from a number. */
export function phoneStatement(phone: string): Prisma.Sql {
  return Prisma.sql`
    SELECT a.contact_id AS id, 0 AS place FROM contact_address a
    WHERE (a.channel, a.address) IN (
      SELECT 'whatsapp', w.id::text FROM whatsapp_person w WHERE w.phone = ${`${phone}@s.whatsapp.net`}
      UNION ALL SELECT 'terminal', ${phone} UNION ALL SELECT 'telefono', ${phone})`;
}

/** The filings under a name, newest first. */
export function named(words: readonly string[], withHealth: boolean, limit: number): Prisma.Sql {
  return Prisma.sql`${beginning(NAME, words)} ${healthOf(withHealth)}
    ORDER BY p.received_at DESC, p.radicado DESC LIMIT ${limit}`;
}

function namedContacts(words: readonly string[], withHealth: boolean): Prisma.Sql {
  return Prisma.sql`
    SELECT p.contact_id, row_number() OVER (ORDER BY p.received_at DESC, p.radicado DESC) AS place FROM pqrs p
    WHERE p.contact_id IS NOT NULL AND ${named(words, withHealth, MAX_LOOKED_AT)}`;
}

/** Words hold letters and digits only, so none of them means anything to LIKE. */
function beginning(text: Prisma.Sql, words: readonly string[]): Prisma.Sql {
  return Prisma.join(
    words.map((word) => Prisma.sql`${text} LIKE ${`% ${word}%`}`),
    ' AND ',
  );
}

function healthOf(withHealth: boolean): Prisma.Sql {
  return withHealth ? Prisma.empty : Prisma.sql`AND p.sensitivity = 'normal'`;
}

/** The words as the index has them; none when there is too little to look for. */
async function listWords(db: PrismaClient, text: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<readonly { words: string }[]>`SELECT plain_words(${text}) AS words`;
  const plain = rows[0]?.words ?? '';
  return plain.length < MIN_LETTERS ? [] : plain.split(' ').slice(0, MAX_WORDS);
}

async function readPqrs(db: PrismaClient, which: Prisma.Sql): Promise<readonly FoundPqrs[]> {
  const rows = await db.$queryRaw<readonly object[]>`
    SELECT f.radicado, f.petitioner_name, coalesce(b.name, f.barrio_text) AS barrio
    FROM (SELECT p.* FROM pqrs p WHERE ${which}) f LEFT JOIN barrio b ON b.id = f.barrio_id
    ORDER BY f.received_at DESC, f.radicado DESC`;
  return rows.map((row) => {
    const { radicado, petitioner_name: petitionerName, barrio } = PqrsRow.parse(row);
    return { radicado, petitionerName, barrio };
  });
}

type People = { readonly contacts: Prisma.Sql; readonly withHealth: boolean; readonly limit: number };

async function readPeople(
  db: PrismaClient,
  { contacts, withHealth, limit }: People,
): Promise<readonly FoundPerson[]> {
  const health = healthOf(withHealth);
  const rows = await db.$queryRaw<readonly object[]>`
    SELECT c.id::text AS id,
      (SELECT p.petitioner_name FROM pqrs p WHERE p.contact_id = c.id AND p.petitioner_name IS NOT NULL ${health}
        ORDER BY p.received_at DESC, p.radicado DESC LIMIT 1) AS name,
      (SELECT split_part(coalesce(w.phone, a.address), '@', 1) FROM contact_address a LEFT JOIN whatsapp_person w
          ON w.id = CASE WHEN a.address ~ '^[0-9a-f-]{36}$' THEN a.address::uuid END
        WHERE a.contact_id = c.id AND (a.channel = 'telefono' OR (a.channel = 'whatsapp' AND w.phone IS NOT NULL))
        ORDER BY a.channel DESC, a.address LIMIT 1) AS phone,
      (SELECT count(*) FROM pqrs p WHERE p.contact_id = c.id ${health}) AS pqrs_count
    FROM (SELECT DISTINCT ON (f.id) f.id, f.place FROM (${contacts}) f ORDER BY f.id, f.place) c
    ORDER BY c.place, c.id LIMIT ${limit}`;
  return rows.map((row) => {
    const { pqrs_count: pqrsCount, ...person } = PersonRow.parse(row);
    return { ...person, pqrsCount };
  });
}
