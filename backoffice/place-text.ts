import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Writes the place where a page of a list ended, in a form that fits an address; it hides nothing. */
export function toPlaceText(place: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a place back. Throws Refusal `invalid-request` for a text that this list did not write. */
export function parsePlaceText<T>(text: string, schema: z.ZodType<T>): T {
  const place = schema.safeParse(toJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!place.success) {
    throw new Refusal('invalid-request');
  }
  return place.data;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
