import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperationalError } from '../../domain/errors.ts';
import { writeOnce } from '../write-once.ts';

const MARKER = 'vecino-files';

/**
 * Makes sure that the folder of files is the one that this database knows.
 *
 * Several machines on one database must share the folder: one that was given an empty folder of its own would
 * store annexes where the others cannot read them, so it refuses to start. Returns the folder's mark.
 */
export async function requireFilesFolder(
  folder: string,
  known: string | null,
  newMark: string,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, MARKER);
  if (known === null) {
    writeOnce(path, newMark);
  }
  const found = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  if (found === null || (known !== null && found !== known)) {
    throw new OperationalError('FILES_DIR is not the folder that this database knows');
  }
  return found;
}
