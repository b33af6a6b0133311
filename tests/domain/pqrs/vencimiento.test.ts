import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { vencimientoOf } from '../../../domain/pqrs/vencimiento.ts';

const calendar = createBusinessCalendar();

test.each([
  // today             due on            where it stands
  ['Fri 2026-11-20', 'Fri 2026-11-20', 'today', 0],
  ['Sat 2026-11-21', 'Fri 2026-11-20', 'overdue', 0],
  ['Mon 2026-11-23', 'Fri 2026-11-20', 'overdue', 1],
  ['Fri 2026-11-20', 'Mon 2026-11-23', 'urgent', 1],
  ['Fri 2026-11-20', 'Tue 2026-11-24', 'urgent', 2],
  ['Fri 2026-11-20', 'Wed 2026-11-25', 'soon', 3],
  ['Fri 2026-11-20', 'Fri 2026-11-27', 'soon', 5],
  ['Fri 2026-11-20', 'Mon 2026-11-30', 'in-time', 6],
  ['Fri 2026-11-13', 'Tue 2026-11-17', 'urgent', 1], // Monday 16 is Independencia de Cartagena
])('seen on %s, a term that ends on %s is %s', (today, dueOn, kind, businessDays) => {
  const vencimiento = vencimientoOf(
    { dueOn: dayIn(dueOn), status: 'RADICADA' },
    { today: dayIn(today), calendar },
  );
  expect(vencimiento).toEqual({ kind, businessDays });
});

test.each([
  ['2026-11-19', 'NOTIFICADA', 'answered'],
  ['2026-11-19', 'TRASLADADA', 'answered'],
  ['2026-11-19', 'SAP_PRESUNTO', 'overdue'],
  [null, 'RADICADA', 'none'],
] as const)('due on %s in state %s it is %s', (dueOn, status, kind) => {
  const due = dueOn === null ? null : LocalDate.parse(dueOn);
  const seen = { today: LocalDate.parse('2026-11-20'), calendar };
  expect(vencimientoOf({ dueOn: due, status }, seen).kind).toBe(kind);
});

function dayIn(text: string): LocalDate {
  return LocalDate.parse(text.slice(4));
}
