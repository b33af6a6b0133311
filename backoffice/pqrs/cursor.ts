import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { StaffListCursor } from '../../domain/pqrs/staff-reader.ts';
import { Refusal } from '../refusal.ts';

const Place = z.union([
  z.tuple([z.literal('v'), LocalDate.nullable(), Radicado]),
  z.tuple([z.literal('r'), z.iso.datetime().transform((text) => new Date(text)), Radicado]),
]);

/** The place where a page ended, in a form that fits an address. It holds a day and a radicado, nothing personal. */
export function toCursorText(cursor: StaffListCursor): string {
  const place =
    cursor.sort === 'vencimiento'
      ? ['v', cursor.dueOn, cursor.radicado]
      : ['r', cursor.receivedAt.toISOString(), cursor.radicado];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a text stands for, in a list of that order.
 *
 * Throws Refusal `invalid-request` for a text that this console did not write, or wrote for another order.
 */
export function parseCursorText(text: string, sort: StaffListCursor['sort']): StaffListCursor {
  const place = Place.safeParse(toJson(Buffer.from(text, 'base64url').toString('utf8')));
  const cursor = place.success ? toCursor(place.data) : null;
  if (cursor?.sort !== sort) {
    throw new Refusal('invalid-request');
  }
  return cursor;
}

function toCursor(place: z.infer<typeof Place>): StaffListCursor {
  return place[0] === 'v'
    ? { sort: 'vencimiento', dueOn: place[1], radicado: place[2] }
    : { sort: 'recibida', receivedAt: place[1], radicado: place[2] };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
