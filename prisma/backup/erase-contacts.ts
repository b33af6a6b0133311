import type pg from 'pg';

/**
 * What identifies a contact, and what it said, statement by statement; `$1` is a list of ids.
 *
 * A PQRS stays, as the law of archives wants (Ley 594 of 2000), without who filed it. The proofs of consent stay too:
 * they hold an id and the hash of our own words.
 */
const ERASE = [
  `UPDATE whatsapp_person p SET lid = NULL, phone = NULL, reply_to = NULL, former_lid = NULL, former_phone = NULL,
     forgotten_at = clock_timestamp()
   FROM conversation c WHERE c.channel = 'whatsapp' AND c.address = p.id::text AND c.contact_id = ANY($1)`,
  'DELETE FROM contact_address WHERE contact_id = ANY($1)',
  `UPDATE file f SET name = 'borrado', status = 'rejected', rejection = 'file-gone', original_key = NULL,
     prepared_key = NULL, sha256 = NULL
   FROM conversation c WHERE c.id = f.conversation_id AND c.contact_id = ANY($1)
     AND NOT EXISTS (SELECT FROM pqrs_annex a WHERE a.file_id = f.id)`,
  `UPDATE event e SET content = '{"text": ""}' FROM conversation c
   WHERE c.id = e.conversation_id AND c.contact_id = ANY($1)`,
  `UPDATE outbox o SET content = '{"text": ""}' FROM conversation c
   WHERE c.id = o.conversation_id AND c.contact_id = ANY($1)`,
  `UPDATE conversation SET state = '{}', address = 'erased/' || id, version = version + 1
   WHERE contact_id = ANY($1)`,
  `UPDATE pqrs_intake i SET document = NULL, phone = NULL, email = NULL, postal_address = NULL
   FROM pqrs q WHERE q.id = i.pqrs_id AND q.contact_id = ANY($1)`,
  'UPDATE pqrs SET petitioner_name = NULL, contact_id = NULL, conversation_id = NULL WHERE contact_id = ANY($1)',
  'SELECT erase_audit_values(id) FROM unnest($1::uuid[]) AS id',
] as const;

const COUNT = 'SELECT count(*)::int AS n FROM contact WHERE id = ANY($1)';

/**
 * Erases contacts in the transaction that is open on `client`; gives how many of them were there.
 *
 * Repeating it changes nothing. The bytes of their files lose their rows here, and the sweep of orphans removes them.
 */
export async function eraseContacts(client: pg.ClientBase, contactIds: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(COUNT, [contactIds]);
  for (const statement of ERASE) {
    await client.query(statement, [contactIds]);
  }
  return rows[0]?.n ?? 0;
}
