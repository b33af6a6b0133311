import { OperationalError } from '../../domain/errors.ts';
import type { Translate } from '../../locales/translate.ts';
import { BackupRefused } from './backup-refused.ts';

/** Why it did not work, as the end of a sentence. What is no refusal of ours is named by its code: its words may be anything. */
export function reasonInWords(error: unknown, t: Translate): string {
  if (error instanceof BackupRefused) {
    const { refusal, detail } = error;
    return t(`backup.refused.${refusal}` as 'backup.refused.not-readable', { detail });
  }
  if (error instanceof OperationalError) {
    return error.message;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return t('backup.failedWorld', { code: code ?? (error instanceof Error ? error.name : 'error') });
}
