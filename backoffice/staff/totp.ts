import { createHmac, timingSafeEqual } from 'node:crypto';

/** A code lives for one step (RFC 6238, section 5.2). */
const STEP_SECONDS = 30;

const STEP_MS = STEP_SECONDS * 1000;

/** Digits of a code. */
const DIGITS = 6;

/** Steps before and after this one whose codes are accepted: clocks of phones differ, and people need time to type. */
const TOLERATED_STEPS = 1;

/** What an authenticator shows. */
export const TOTP_CODE = /^\d{6}$/;

/** The step in which an instant lies. */
function stepAt(at: Date): number {
  return Math.floor(at.getTime() / STEP_MS);
}

/** The step of a code that may be used at this moment, the oldest first; null when it is no such code. */
export function findStep(secret: string, code: string, at: Date): number | null {
  const current = stepAt(at);
  let found: number | null = null;
  // Every step is looked at, so that the time it takes tells nothing.
  for (let step = current + TOLERATED_STEPS; step >= current - TOLERATED_STEPS; step -= 1) {
    if (areSame(codeOf(secret, step), code)) {
      found = step;
    }
  }
  return found;
}

/** The code of one step (RFC 4226, section 5.3). */
function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function areSame(expected: string, typed: string): boolean {
  return expected.length === typed.length && timingSafeEqual(Buffer.from(expected), Buffer.from(typed));
}
