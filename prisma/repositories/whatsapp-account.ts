import { z } from 'zod';
import type { Sealer } from '../../domain/messages/sensitivity.ts';
import {
  Pairing,
  type WhatsAppAccount,
  type WhatsAppAccountRepository,
  WhatsAppReason,
  WhatsAppRequest,
  WhatsAppState,
} from '../../domain/messages/whatsapp-account.ts';
import type { Run } from '../database.ts';
import type { WhatsappAccount as Row } from '../generated/client.ts';

const Sealed = z.object({ sealed: z.string() });

/** Our WhatsApp numbers as staff see them. What links a phone is sealed. */
export function createWhatsAppAccountRepository(run: Run, sealer: Sealer): WhatsAppAccountRepository {
  return {
    find: async (account) => {
      const row = await run((db) => db.whatsappAccount.findUnique({ where: { account } }));
      return row && toAccount(row, sealer);
    },
    report: async ({ account, state, reason, pairing, phone, at }) => {
      const told = {
        state,
        reason,
        me: phone,
        pairing: pairing === null ? { sealed: '' } : sealer.seal(pairing),
        updatedAt: at,
        ...(state === 'open' ? { connectedAt: at } : {}),
      };
      await run((db) =>
        db.whatsappAccount.upsert({ where: { account }, create: { account, ...told }, update: told }),
      );
    },
    request: async ({ account, request, pairingPhone, at }) => {
      const asked = { wanted: request, pairingPhone, updatedAt: at };
      await run((db) =>
        db.whatsappAccount.upsert({
          where: { account },
          create: { account, state: 'unpaired', ...asked },
          update: asked,
        }),
      );
    },
    settleRequest: async (account, done) => {
      await run((db) =>
        db.whatsappAccount.updateMany({ where: { account, wanted: done }, data: { wanted: 'none' } }),
      );
    },
  };
}

function toAccount(row: Row, sealer: Sealer): WhatsAppAccount {
  const sealed = Sealed.nullable().parse(row.pairing);
  return {
    account: row.account,
    state: WhatsAppState.parse(row.state),
    reason: WhatsAppReason.nullable().parse(row.reason),
    request: WhatsAppRequest.parse(row.wanted),
    pairingPhone: row.pairingPhone,
    pairing: sealed === null || sealed.sealed === '' ? null : Pairing.parse(sealer.open(sealed)),
    phone: row.me,
    connectedAt: row.connectedAt,
    updatedAt: row.updatedAt,
  };
}
