import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { StaffListCursor } from '../../domain/pqrs/staff-reader.ts';
import { Refusal } from '../refusal.ts';

const Pair = z.tuple([LocalDate.nullable(), Radicado]);

/** The place where a page ended, in a form that fits an address. It holds a day and a radicado, nothing personal. */
export function toCursorText({ dueOn, radicado }: StaffListCursor): string {
  return Buffer.from(JSON.stringify([dueOn, radicado])).toString('base64url');
}

/** The place that a text stands for. Throws Refusal `invalid-request` for a text that this console did not write. */
export function parseCursorText(text: string): StaffListCursor {
  const pair = Pair.safeParse(toJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!pair.success) {
    throw new Refusal('invalid-request');
  }
  const [dueOn, radicado] = pair.data;
  return { dueOn, radicado };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
