import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { attentionAt } from '../../../domain/handoff/attention.ts';
import { unansweredSince } from '../../../domain/handoff/unanswered.ts';

const week = [
  { days: [1, 2, 3, 4, 5], from: '14:00', to: '17:00' },
  { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' },
  { days: [6], from: '08:00', to: '11:30' },
];
const calendar = createBusinessCalendar({
  localNonBusinessDays: [{ on: LocalDate.parse('2026-11-25'), act: 'Decreto 100 de 2026' }],
});
const at = (bogota: string) => new Date(`${bogota}:00-05:00`);

test.each([
  ['Friday morning', '2026-11-20T08:00', '2026-11-20T08:00', null],
  ['the last minute before lunch', '2026-11-20T11:59', '2026-11-20T08:00', null],
  ['lunch', '2026-11-20T12:00', null, '2026-11-20T14:00'],
  ['before the first hour', '2026-11-20T05:30', null, '2026-11-20T08:00'],
  ['Friday at closing time: Saturday has hours', '2026-11-20T17:00', null, '2026-11-21T08:00'],
  ['Saturday afternoon', '2026-11-21T13:00', null, '2026-11-23T08:00'],
  ['the night before a Monday that is a festivo', '2026-10-10T20:00', null, '2026-10-13T08:00'],
  ['the morning of a festivo', '2026-10-12T09:00', null, '2026-10-13T08:00'],
  ['a day without service by decree', '2026-11-25T09:00', null, '2026-11-26T08:00'],
])('colleagues attend or will: %s', (_, now, openSince, nextAt) => {
  expect(attentionAt(at(now), week, calendar)).toEqual({
    openSince: openSince && at(openSince),
    nextAt: nextAt && at(nextAt),
  });
});

test('without any hour in a month nobody says when', () => {
  expect(attentionAt(at('2026-11-20T09:00'), [], calendar)).toEqual({ openSince: null, nextAt: null });
});

test.each([
  ['ten minutes into the morning, of waits that began by then', '2026-11-20T08:10', '2026-11-20T08:00'],
  ['in the first minutes of the day nobody is told of the night', '2026-11-20T08:09', null],
  ['at lunch nobody is told', '2026-11-20T12:30', null],
  ['on a festivo nobody is told', '2026-10-12T10:00', null],
])('somebody has waited too long: %s', (_, now, since) => {
  const hours = { week, calendar, unansweredMinutes: 10 };

  expect(unansweredSince(at(now), hours)).toEqual(since && at(since));
});

test('where no hours are known somebody is always expected', () => {
  const hours = { week: null, calendar, unansweredMinutes: 10 };

  expect(unansweredSince(at('2026-11-22T03:00'), hours)).toEqual(at('2026-11-22T02:50'));
});
