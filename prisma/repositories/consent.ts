import { Channel } from '../../domain/messages/address.ts';
import { type Consent, ConsentPurpose, type ConsentRepository } from '../../domain/people/consent.ts';
import type { Run } from '../database.ts';
import type { Consent as ConsentRow } from '../generated/client.ts';

/** The proofs of privacy choices, append-only. */
export function createConsentRepository(run: Run): ConsentRepository {
  return {
    findNewest: async (contactId, purpose) => {
      const row = await run((db) =>
        db.consent.findFirst({
          where: { contactId, purpose },
          orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
        }),
      );
      return row && toConsent(row);
    },
    insert: async (consent) => {
      await run((db) => db.consent.create({ data: consent }));
    },
  };
}

function toConsent(row: ConsentRow): Consent {
  return { ...row, purpose: ConsentPurpose.parse(row.purpose), channel: Channel.parse(row.channel) };
}
