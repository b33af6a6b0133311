import type { Clock } from '../../domain/calendar/clock.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { isSendingPaused } from '../../prisma/sending-pause.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { openStorage } from './storage.ts';

/** Who let the sending go on, when it was done on the machine and not in the console. */
const OPERATOR = 'operator';

/** Lets a restored installation send again, as the console does. False when nothing was paused. */
export async function resumeRestored(config: Config, clock: Clock): Promise<boolean> {
  const storage = await openStorage(config, createLog('silent'));
  try {
    if (!(await isSendingPaused(storage.database))) {
      return false;
    }
    const now = clock.now();
    await createAuditLog(storage.database.prisma).append({
      at: now,
      actor: { kind: 'system', id: null },
      action: 'sending.resumed',
      subject: `whatsapp/${MAIN_ACCOUNT}`,
      after: { by: OPERATOR },
    });
    await createSenderState(storage.database).resume(MAIN_ACCOUNT, OPERATOR, now);
    return true;
  } finally {
    await storage.stop();
  }
}
