import type { Sealer } from '../../domain/messages/sensitivity.ts';
import type { WhatsAppControl } from '../../domain/messages/whatsapp-control.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { Database, Run } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { createWhatsAppAccountRepository } from './whatsapp-account.ts';

/** What people see and ask of our WhatsApp numbers. Every request commits with its line in the audit. */
export function createWhatsAppControl(
  { run, transaction }: Pick<Database, 'run' | 'transaction'>,
  sealer: Sealer,
): WhatsAppControl {
  const accounts = createWhatsAppAccountRepository(run, sealer);

  const audited = (audit: AuditEntry, change: (within: Run) => Promise<void>): Promise<void> =>
    transaction(async (tx) => {
      await change((work) => work(tx));
      await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
    });

  return {
    find: async (account) => ({
      account: await accounts.find(account),
      isAttended: await run((db) => isLeased(db, account)),
    }),
    request: ({ audit, ...asked }) =>
      audited(audit, (within) =>
        createWhatsAppAccountRepository(within, sealer).request({ ...asked, at: audit.at }),
      ),
    withdraw: ({ account, request, audit }) =>
      audited(audit, (within) =>
        createWhatsAppAccountRepository(within, sealer).settleRequest(account, request),
      ),
  };
}

/** The lease runs by the clock of the database, so only the database can say whether it still does. */
async function isLeased(db: Prisma.TransactionClient, account: string): Promise<boolean> {
  const rows = await db.$queryRaw<readonly { leased: boolean }[]>`
    SELECT expires_at > clock_timestamp() AS leased FROM whatsapp_lease WHERE account = ${account}`;
  return rows[0]?.leased ?? false;
}
