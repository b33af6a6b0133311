import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { OneTimeLink } from '../../domain/people/invitation.ts';

const SECRET_BYTES = 32;
const HOUR_MS = 60 * 60 * 1000;

/** A link to hand over. The secret stands in the fragment, which no server and no log ever sees. */
export type HandedLink = { readonly link: string; readonly expiresAt: Date };

type Making = {
  /** The screen that the link opens. */
  readonly path: '/consola/invitacion' | '/consola/contrasena';
  readonly hours: number;
};

type Dependencies = { readonly clock: Clock; readonly publicUrl: string };

/** Makes a link whose secret nobody can guess: what is kept of it, and what is handed over. */
export function newOneTimeLink(
  { path, hours }: Making,
  { clock, publicUrl }: Dependencies,
): { readonly stored: OneTimeLink; readonly handed: HandedLink } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const expiresAt = new Date(clock.now().getTime() + hours * HOUR_MS);
  const link = `${new URL(path, publicUrl).href}#${secret}`;
  return { stored: { secretHash: hashOfSecret(secret), expiresAt }, handed: { link, expiresAt } };
}

/** What is kept of a secret: 256 random bits need no salt and no slow hash. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
