import { createHash } from 'node:crypto';
import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { addressOf, ICONS } from './icons.ts';

/** Where browsers find the worker: at the root, because it answers for the whole page. */
export const WORKER_PATH = '/sw.js';

/** What the service worker is made of. */
type WorkerContent = {
  /** The page at `/` as it is sent: it names everything that it loads. */
  readonly page: string;
  readonly profile: EntityProfile;
  /** The bundled program. */
  readonly program: string;
};

/** A program or a style, in an attribute or in the settings that the page carries. */
const LOADED = /"(\/[\w-]+\.(?:js|css)(?:\?v=[\w-]+)?)"/g;

/** The words of the extras have the address of their program but for its ending. */
const EXTRAS = /^(\/[\w-]+-extras)\.js\b.*/;

/**
 * The service worker for the page as it is: other bytes whenever the page, what it loads or the program changes,
 * and the same bytes otherwise, because browsers compare them to know of an update.
 */
export function renderWorker({ page, profile, program }: WorkerContent): string {
  const loaded = [...page.matchAll(LOADED)]
    .map(([, address = '']) => address)
    .filter((address) => address !== WORKER_PATH);
  const words = loaded
    .filter((address) => EXTRAS.test(address))
    .map((address) => address.replace(EXTRAS, '$1.json'));
  const icons = Object.values(ICONS).map((icon) => addressOf(icon, profile));
  const addresses = ['/', ...new Set([...loaded, ...words, ...icons])];
  const version = createHash('sha256').update(page).digest('base64url').slice(0, 12);
  return `self.shell=${JSON.stringify({ version, addresses })};\n${program}`;
}
