import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The root of the repository. */
export const PROJECT = join(import.meta.dirname, '../..');

const isThere = (folder: string): boolean => existsSync(join(PROJECT, folder));

/** Folders with code that runs in an installation. */
export const CODE_FOLDERS = ['bot', 'dialogs', 'domain', 'backoffice', 'prisma', 'locales'].filter(isThere);

/** Code and what proves it. */
export const SOURCE_FOLDERS = [...CODE_FOLDERS, ...['tests', 'bench'].filter(isThere)];

/** What is made by a build or by a run, and belongs to nobody. */
const MADE = new Set([
  '.git',
  'node_modules',
  'dist',
  'data',
  'coverage',
  'prisma/generated',
  'bot/channels/web/static',
  'backoffice/web/static',
]);

/** Every file under a folder of the project, as paths from its root, without what is made. */
export function listFiles(folder = '.'): readonly string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative('.', join(folder, entry.name));
    if (MADE.has(path)) {
      return [];
    }
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

/** The TypeScript and JavaScript files of some folders. */
export function listCode(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => listFiles(folder)).filter((file) => /\.(ts|tsx|mjs|cjs|js)$/.test(file));
}

/** The text of a file of the project. */
export function readText(file: string): string {
  return readFileSync(join(PROJECT, file), 'utf8');
}

/**
 * A text without its comments, line by line as it was.
 *
 * Good enough for guards: a `//` inside a string is kept when a quote or a colon comes right before it.
 */
export function withoutComments(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}
