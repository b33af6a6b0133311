import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file that must never be written twice; one that is there already stays as it is.
 *
 * The file appears whole or not at all: of two processes that start at once, neither reads half of it.
 */
export function writeOnce(path: string, text: string, options: { readonly mode?: number } = {}): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { ...options, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}
