import type { Database } from './database.ts';

/** While this fact stands nothing leaves on any channel. Only restoring writes it, and only a person takes it away. */
export const PAUSED_FACT = 'paused';

/** When this installation was restored: what happened before it is not asked about any more. */
export const RESTORED_AT_FACT = 'restored-at';

/** Takes the pause away; part of letting a number go on. */
export const END_PAUSE = `DELETE FROM installation WHERE name = '${PAUSED_FACT}'`;

/** True in a statement while nothing may leave. */
export const IS_PAUSED = `EXISTS (SELECT FROM installation WHERE name = '${PAUSED_FACT}')`;

/** Whether nothing leaves until a person lets it. */
export async function isSendingPaused({ pool }: Pick<Database, 'pool'>): Promise<boolean> {
  const { rows } = await pool.query<{ paused: boolean }>(`SELECT ${IS_PAUSED} AS paused`);
  return rows[0]?.paused ?? false;
}
