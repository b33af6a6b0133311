import { dayOf, formatLongDay, formatShortDay, formatTime } from './dates.ts';

type Props = {
  /** An instant of the API: '2026-11-20T15:00:00.000Z'. */
  readonly value: string;
  /** In words, for a sentence; in numbers, for a column, unless told. */
  readonly long?: boolean;
};

/** An instant as the clock of Bogotá shows it: '20/11/2026, 10:00 a. m.'. */
export function DateTime({ value, long = false }: Props) {
  const day = dayOf(value);
  return (
    <time dateTime={value} className="date">
      {long ? formatLongDay(day) : formatShortDay(day)}, <span className="hour">{formatTime(value)}</span>
    </time>
  );
}

/** A day of the law, which has no hour: '20/11/2026'. `value`: '2026-11-20'. */
export function LocalDay({ value, long = false }: Props) {
  return (
    <time dateTime={value} className="date">
      {long ? formatLongDay(value) : formatShortDay(value)}
    </time>
  );
}
