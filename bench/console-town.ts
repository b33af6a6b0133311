import type { PrismaClient } from '../prisma/generated/client.ts';

/** Years of work of a utility. */
export const PQRS = 100_000;
export const MESSAGES = 1_000_000;

const PEOPLE = 60_000;

const NAMES = `ARRAY['Rosa', 'Luis', 'María', 'José', 'Ana', 'Pedro', 'Zoila', 'Juan', 'Luz', 'Carlos']`;
const SURNAMES = `ARRAY['Pérez', 'Díaz', 'Peralta', 'Gómez', 'Ruiz', 'Mora', 'Ñáñez', 'Cuello', 'Vega', 'Daza']`;

/** Fills an empty database by SQL alone. Every row has its place by its number, so that each run measures the same. */
export async function fillTown(db: PrismaClient): Promise<void> {
  for (const statement of STATEMENTS) {
    await db.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 0');
        // Nobody listens yet, and foreign keys hold by construction.
        await tx.$executeRawUnsafe(statement);
      },
      { timeout: 600_000 },
    );
  }
  await db.$executeRawUnsafe('ANALYZE');
}

const uuidOf = (kind: number, n: string): string =>
  `('0000000${kind}-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

const STATEMENTS = [
  `INSERT INTO contact (id, created_at)
   SELECT ${uuidOf(1, 'n')}, '2023-01-01'::timestamptz + n * interval '30 minutes' FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO whatsapp_person (id, phone)
   SELECT ${uuidOf(2, 'n')}, '57300' || lpad(n::text, 7, '0') || '@s.whatsapp.net' FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO contact_address (channel, address, contact_id)
   SELECT 'whatsapp', ${uuidOf(2, 'n')}::text, ${uuidOf(1, 'n')} FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO conversation (id, channel, address, contact_id, next_seq, created_at, updated_at, heard_at, heard_seq)
   SELECT ${uuidOf(3, 'n')}, 'whatsapp', ${uuidOf(2, 'n')}::text, ${uuidOf(1, 'n')}, 20, '2023-01-01'::timestamptz,
     '2024-01-01'::timestamptz + n * interval '20 minutes', '2024-01-01'::timestamptz + n * interval '20 minutes', 19
   FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at, seq, processed_at, outcome)
   SELECT ${uuidOf(3, `1 + n % ${PEOPLE}`)}, 'm' || n, 'message', '{"text":"hola, no llega el agua"}',
     '2023-01-01'::timestamptz + n * interval '3 minutes', 2 * (n / ${PEOPLE}) + 1, '2025-01-01', 'applied'
   FROM generate_series(1, ${MESSAGES / 2}) n`,
  `INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, status, available_at, created_at)
   SELECT gen_random_uuid(), ${uuidOf(3, `1 + n % ${PEOPLE}`)}, 2 * (n / ${PEOPLE}) + 2, 'whatsapp',
     ${uuidOf(2, `1 + n % ${PEOPLE}`)}::text, 'reply', '{"text":"te leemos"}', 'read', '2025-01-01', '2025-01-01'
   FROM generate_series(1, ${MESSAGES / 2}) n`,
  `INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, channel, status, received_at, due_on,
     rule_version, verification_hash, petitioner_name, contact_id, conversation_id, barrio_id)
   SELECT ${uuidOf(4, 'n')},
     'ESSMAR-' || (2023 + n / 25001) || '-' || lpad((1 + n % 100000)::text, 6, '0'), 'reclamo', 'ley142', true,
     'No llega el agua desde el lunes.', CASE WHEN n % 3 = 0 THEN 'web' ELSE 'whatsapp' END,
     CASE WHEN n > ${PQRS * 0.95} THEN 'EN_TRAMITE' ELSE 'CERRADA' END,
     '2023-01-01'::timestamptz + n * interval '20 minutes',
     CASE WHEN n % 40 = 0 THEN NULL ELSE '2023-01-24'::date + (n / 72)::int END, 'r', 'h',
     (${NAMES})[1 + n % 10] || ' ' || (${SURNAMES})[1 + (n / 10) % 10] || ' ' || (n % 9973),
     ${uuidOf(1, `1 + n % ${PEOPLE}`)}, ${uuidOf(3, `1 + n % ${PEOPLE}`)}, 'essmar-1-' || lpad((1 + n % 278)::text, 4, '0')
   FROM generate_series(1, ${PQRS}) AS x(n)`,
] as const;
