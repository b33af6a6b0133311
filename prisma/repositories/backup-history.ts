import pg from 'pg';
import type { BackupHistory, BackupRun } from '../../domain/backup/backup-run.ts';

type StandingRow = { readonly lastMadeAt: Date | null; readonly lastOutcome: 'made' | 'failed' | null };

const STANDING = `
  SELECT (SELECT max(started_at) FROM backup_run WHERE outcome = 'made') AS "lastMadeAt",
    (SELECT outcome FROM backup_run ORDER BY started_at DESC LIMIT 1) AS "lastOutcome"`;

const RECORD = `
  INSERT INTO backup_run (id, started_at, ended_at, outcome, name, reason, bytes, rows, files, missing_files)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** What became of each backup, in PostgreSQL. */
export function createBackupHistory({ pool }: { readonly pool: Pick<pg.Pool, 'query'> }): BackupHistory {
  return {
    record: async (run) => {
      await pool.query(RECORD, [
        run.id,
        run.startedAt,
        run.endedAt,
        run.outcome,
        run.name,
        run.reason,
        run.bytes,
        run.rows,
        run.files,
        run.missingFiles,
      ]);
    },
    readStanding: async () => {
      const { rows } = await pool.query<StandingRow>(STANDING);
      return rows[0] ?? { lastMadeAt: null, lastOutcome: null };
    },
  };
}

/** No such table: the database is of a version that kept no history. */
const UNDEFINED_TABLE = '42P01';

/** Records a run in the database of an address, for a command that holds no pool. */
export async function recordBackupRun(url: string, run: BackupRun): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'vecino-backup' });
  pool.on('error', () => undefined);
  try {
    await createBackupHistory({ pool }).record(run);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE)) {
      throw error;
    }
  } finally {
    await pool.end();
  }
}
