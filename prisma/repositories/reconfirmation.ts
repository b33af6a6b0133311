import type { ReconfirmationRepository } from '../../domain/messages/whatsapp-person.ts';
import type { Run } from '../database.ts';
import { toAuditRow } from './audit.ts';

type Joined = {
  readonly survivor: string;
  readonly absorbed: string;
  readonly kept: string;
  readonly gone: string;
};

/**
 * The way back, inside the turn that holds the conversation.
 *
 * Throws a momentary trouble, and the turn is taken again, when the locks that a join needs are not free: waiting for
 * them here could be waiting for somebody who waits for this turn.
 */
export function createReconfirmationRepository(run: Run): ReconfirmationRepository {
  return {
    reconfirm: ({ conversationId, contactId, at }) =>
      run(async (db) => {
        const [joined] = await db.$queryRaw<Joined[]>`
          SELECT survivor, absorbed, kept, gone
          FROM reconfirm_whatsapp_person(${conversationId}::uuid, ${contactId}::uuid)`;
        if (joined === undefined) {
          return false;
        }
        const { survivor, absorbed, kept, gone } = joined;
        await db.audit.create({
          data: toAuditRow({
            at,
            actor: { kind: 'contact', id: kept },
            action: 'whatsapp-person.reconfirmed',
            subject: `contact/${kept}`,
            before: { contactId: gone, personId: absorbed },
            after: { contactId: kept, personId: survivor },
          }),
          select: { id: true },
        });
        return true;
      }),
  };
}
