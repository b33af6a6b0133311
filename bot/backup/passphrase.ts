import { readFile } from 'node:fs/promises';
import { BackupRefused } from './backup-refused.ts';

/** Whoever has the file may guess for ever: four words by chance, or sixteen signs. */
const MIN_PASSPHRASE_CHARACTERS = 16;

export type PassphraseSettings = {
  readonly passphrase: string | null;
  readonly passphraseFile: string | null;
};

/**
 * The passphrase of the settings, from one place only. Throws BackupRefused.
 *
 * The same letters written in two ways (an accent apart from its vowel) are the same passphrase; the line break that
 * editors put at the end of a file is no part of it.
 */
export async function readPassphrase({ passphrase, passphraseFile }: PassphraseSettings): Promise<string> {
  if (passphrase !== null && passphraseFile !== null) {
    throw new BackupRefused('passphrase-twice');
  }
  const written = passphraseFile === null ? passphrase : await readText(passphraseFile);
  if (written === null) {
    throw new BackupRefused('passphrase-missing');
  }
  const plain = written.normalize('NFC').trim();
  if ([...plain].length < MIN_PASSPHRASE_CHARACTERS) {
    throw new BackupRefused('passphrase-short');
  }
  return plain;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new BackupRefused('passphrase-not-readable', { detail: path, cause: error });
  }
}
