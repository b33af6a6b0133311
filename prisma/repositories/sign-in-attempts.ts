import {
  MAX_SIGN_IN_FAILURES,
  SIGN_IN_LOCK_MINUTES,
  type SignInAttempts,
} from '../../domain/people/staff.ts';
import type { PrismaClient } from '../generated/client.ts';

const LOCK_MS = SIGN_IN_LOCK_MINUTES * 60 * 1000;

/** Rows without a use any more are swept with the next attempt, a few at a time. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/** The count of attempts, taken in one statement so that attempts made at once are all counted. */
export function createSignInAttempts(db: PrismaClient): SignInAttempts {
  return {
    async count(subject, now) {
      const unlockedBefore = new Date(now.getTime() - LOCK_MS);
      const rows = await db.$queryRaw<{ failures: number }[]>`
        INSERT INTO sign_in_failure AS kept (subject, failures, last_at) VALUES (${subject}, 1, ${now})
        ON CONFLICT (subject) DO UPDATE SET
          failures = CASE WHEN kept.last_at <= ${unlockedBefore} THEN 1 ELSE kept.failures + 1 END,
          last_at = CASE
            WHEN kept.last_at > ${unlockedBefore} AND kept.failures >= ${MAX_SIGN_IN_FAILURES} THEN kept.last_at
            ELSE ${now}
          END
        RETURNING failures`;
      await db.signInFailure.deleteMany({
        where: { lastAt: { lt: new Date(now.getTime() - FORGET_AFTER_MS) } },
        limit: 100,
      });
      return rows[0]?.failures ?? Number.POSITIVE_INFINITY;
    },

    async clear(subject) {
      await db.signInFailure.deleteMany({ where: { subject } });
    },
  };
}
