import type { Clock } from '../../domain/calendar/clock.ts';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { SenderState, SenderStatus } from '../../domain/messages/sender-state.ts';
import type { SendingControl, StoppedBy } from '../../domain/messages/sending-control.ts';
import type { SendingLimits } from '../../domain/messages/sending-rules-pace.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { Database } from '../database.ts';
import { createSenderState, createSenderSwitch } from '../sender-state.ts';
import { toAuditRow } from './audit.ts';

type Options = {
  readonly database: Pick<Database, 'pool' | 'transaction' | 'run'>;
  readonly account: string;
  readonly limits: Pick<SendingLimits, 'proactivePerDay'>;
  readonly clock: Clock;
};

/** What a person sees and changes of what a number sends by itself. Every change commits with its line in the audit. */
export function createSendingControl({ database, account, limits, clock }: Options): SendingControl {
  const state = createSenderState(database);

  const audited = (
    audit: AuditEntry,
    change: (sender: Pick<SenderState, 'stop' | 'resume'>) => Promise<void>,
  ): Promise<void> =>
    database.transaction(async (tx) => {
      await change(createSenderSwitch((statement, values) => tx.$executeRawUnsafe(statement, ...values)));
      await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
    });

  return {
    read: async () => {
      const status = await state.read(account);
      const { scope, reason, since, proactiveOn, proactiveSent } = status;
      const by = await findStoppedBy(database, status);
      const proactiveToday = proactiveOn === localDateOf(clock.now()) ? proactiveSent : 0;
      return { scope, reason, since, by, proactiveToday, ceiling: limits.proactivePerDay };
    },
    resume: (by, audit) => audited(audit, (sender) => sender.resume(account, by, audit.at)),
    stop: (by, why, audit) =>
      audited(audit, (sender) =>
        sender.stop({ account, scope: 'proactive', reason: 'by-person', by, now: audit.at, why }),
      ),
  };
}

async function findStoppedBy(
  { run }: Pick<Database, 'run'>,
  { reason, stoppedBy, cause, note }: SenderStatus,
): Promise<StoppedBy | null> {
  if (reason !== 'by-person') {
    return null;
  }
  const colleague = await run((db) =>
    db.staffUser.findUnique({ where: { id: stoppedBy ?? '' }, select: { name: true } }),
  );
  return { name: colleague?.name ?? null, cause, note };
}
