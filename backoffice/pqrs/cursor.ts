import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { StaffListCursor } from '../../domain/pqrs/staff-reader.ts';
import { parsePlaceText, toPlaceText } from '../place-text.ts';
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
  return toPlaceText(place);
}

/**
 * The place that a text stands for, in a list of that order.
 *
 * Throws Refusal `invalid-request` for a text that this console did not write, or wrote for another order.
 */
export function parseCursorText(text: string, sort: StaffListCursor['sort']): StaffListCursor {
  const cursor = toCursor(parsePlaceText(text, Place));
  if (cursor.sort !== sort) {
    throw new Refusal('invalid-request');
  }
  return cursor;
}

function toCursor(place: z.infer<typeof Place>): StaffListCursor {
  return place[0] === 'v'
    ? { sort: 'vencimiento', dueOn: place[1], radicado: place[2] }
    : { sort: 'recibida', receivedAt: place[1], radicado: place[2] };
}
