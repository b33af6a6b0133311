import { z } from 'zod';
import type { WhatsAppPerson, WhatsAppPersonRepository } from '../../domain/messages/whatsapp-person.ts';
import type { Database } from '../database.ts';

const Id = z.guid();

type PersonRow = {
  readonly id: string;
  readonly lid: string | null;
  readonly phone: string | null;
  readonly reply_to: string | null;
};

/** The persons behind the addresses of WhatsApp. Who is joined with whom is decided inside the database, under a lock. */
export function createWhatsAppPersonRepository(
  { pool }: Database,
  newId: () => string,
): WhatsAppPersonRepository {
  return {
    async resolve({ lid, phone }, replyTo) {
      const { rows } = await pool.query<PersonRow>({
        name: 'resolve-whatsapp-person',
        text: 'SELECT id, lid, phone, reply_to FROM resolve_whatsapp_person($1, $2, $3, $4)',
        values: [newId(), lid, phone, replyTo],
      });
      const [row] = rows;
      if (row === undefined) {
        throw new Error('no person was found or made');
      }
      return toPerson(row);
    },
    async findById(id) {
      if (!Id.safeParse(id).success) {
        return null;
      }
      const { rows } = await pool.query<PersonRow>({
        name: 'find-whatsapp-person',
        text: `SELECT p.id, p.lid, p.phone, p.reply_to FROM whatsapp_person asked
               JOIN whatsapp_person p ON p.id = coalesce(asked.joined_to, asked.id) WHERE asked.id = $1`,
        values: [id],
      });
      return rows[0] ? toPerson(rows[0]) : null;
    },
    async forgetIdentity(address) {
      await pool.query('SELECT forget_whatsapp_identity($1)', [address]);
    },
  };
}

function toPerson({ reply_to: replyTo, ...row }: PersonRow): WhatsAppPerson {
  return { ...row, replyTo };
}
