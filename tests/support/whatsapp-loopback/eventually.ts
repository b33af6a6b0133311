import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 20;

/** Waits for a check to give something (not false, empty text or nothing) and returns it. Throws after the time. */
export async function eventually<T>(
  what: string,
  check: () => T | null | undefined | false | '',
  timeoutMs = 15_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = check();
    if (value !== null && value !== undefined && value !== false && value !== '') {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    }
    await sleep(STEP_MS);
  }
}
