import { addDays, compare, dayOfWeek, LocalDate, yearOf } from './local-date.ts';

/** A key for the words in `locales`; the calendar itself shows no text to anybody. */
export type FestivoName =
  | 'ano-nuevo'
  | 'reyes-magos'
  | 'san-jose'
  | 'jueves-santo'
  | 'viernes-santo'
  | 'dia-del-trabajo'
  | 'ascension'
  | 'corpus-christi'
  | 'sagrado-corazon'
  | 'san-pedro-y-san-pablo'
  | 'virgen-de-chiquinquira'
  | 'independencia'
  | 'batalla-de-boyaca'
  | 'asuncion'
  | 'dia-de-la-raza'
  | 'todos-los-santos'
  | 'independencia-de-cartagena'
  | 'inmaculada-concepcion'
  | 'navidad';

export type Festivo = { readonly on: LocalDate; readonly name: FestivoName };

type FixedFestivo = {
  readonly name: FestivoName;
  readonly monthDay: string;
  /** Ley 51 of 1983, art. 1: the rest moves to the Monday that follows, unless the day is a Monday. */
  readonly movesToMonday: boolean;
  readonly sinceYear?: number;
};

type EasterFestivo = { readonly name: FestivoName; readonly daysAfterEaster: number };

/** Ley 51 of 1983, art. 1, and Ley 2578 of 2026 (Virgen de Chiquinquirá, first kept on 13 July 2026). */
const FIXED: readonly FixedFestivo[] = [
  { name: 'ano-nuevo', monthDay: '01-01', movesToMonday: false },
  { name: 'reyes-magos', monthDay: '01-06', movesToMonday: true },
  { name: 'san-jose', monthDay: '03-19', movesToMonday: true },
  { name: 'dia-del-trabajo', monthDay: '05-01', movesToMonday: false },
  { name: 'san-pedro-y-san-pablo', monthDay: '06-29', movesToMonday: true },
  { name: 'virgen-de-chiquinquira', monthDay: '07-09', movesToMonday: true, sinceYear: 2026 },
  { name: 'independencia', monthDay: '07-20', movesToMonday: false },
  { name: 'batalla-de-boyaca', monthDay: '08-07', movesToMonday: false },
  { name: 'asuncion', monthDay: '08-15', movesToMonday: true },
  { name: 'dia-de-la-raza', monthDay: '10-12', movesToMonday: true },
  { name: 'todos-los-santos', monthDay: '11-01', movesToMonday: true },
  { name: 'independencia-de-cartagena', monthDay: '11-11', movesToMonday: true },
  { name: 'inmaculada-concepcion', monthDay: '12-08', movesToMonday: false },
  { name: 'navidad', monthDay: '12-25', movesToMonday: false },
];

/** Counted from Easter Sunday; the last three already fall on the Monday to which the law moves them. */
const AROUND_EASTER: readonly EasterFestivo[] = [
  { name: 'jueves-santo', daysAfterEaster: -3 },
  { name: 'viernes-santo', daysAfterEaster: -2 },
  { name: 'ascension', daysAfterEaster: 43 },
  { name: 'corpus-christi', daysAfterEaster: 64 },
  { name: 'sagrado-corazon', daysAfterEaster: 71 },
];

/** A pure memory: a term asks for the same year once for every day that it counts. */
const festivosByYear = new Map<number, readonly Festivo[]>();

/**
 * The festivos of a year from 1984 on, in order, one entry a date.
 *
 * Two can meet on one Monday (Sagrado Corazón and San Pedro y San Pablo on 30 June 2025): the date is kept
 * once, with the first name. Easter Sunday and the Monday to Wednesday of Holy Week are not festivos.
 */
export function festivosOf(year: number): readonly Festivo[] {
  const known = festivosByYear.get(year);
  if (known) {
    return known;
  }
  const festivos = computeFestivos(year);
  festivosByYear.set(year, festivos);
  return festivos;
}

/** Whether the day is one of the festivos of Ley 51 of 1983 and Ley 2578 of 2026; a plain Sunday is not. */
export function isFestivo(on: LocalDate): boolean {
  return findFestivo(on) !== null;
}

/** The festivo that falls on that day, or null. */
export function findFestivo(on: LocalDate): Festivo | null {
  return festivosOf(yearOf(on)).find((festivo) => festivo.on === on) ?? null;
}

function computeFestivos(year: number): readonly Festivo[] {
  const easter = easterSundayOf(year);
  const aroundEaster = AROUND_EASTER.map(({ name, daysAfterEaster }) => ({
    on: addDays(easter, daysAfterEaster),
    name,
  }));
  const fixed = FIXED.filter(({ sinceYear = 0 }) => year >= sinceYear).map((festivo) =>
    fixedFestivoIn(year, festivo),
  );
  const sorted = [...aroundEaster, ...fixed].sort((a, b) => compare(a.on, b.on));
  return sorted.filter(({ on }, index) => on !== sorted[index - 1]?.on);
}

function fixedFestivoIn(year: number, { name, monthDay, movesToMonday }: FixedFestivo): Festivo {
  const on = dateIn(year, monthDay);
  return { on: movesToMonday ? mondayFrom(on) : on, name };
}

function mondayFrom(on: LocalDate): LocalDate {
  return addDays(on, (8 - dayOfWeek(on)) % 7);
}

/**
 * The Gregorian Easter Sunday, by the anonymous algorithm published by Butcher in 1876. The letters of the
 * published tables are kept, so that each line can be checked against them.
 */
function easterSundayOf(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const daysAfterMarch22 = h + l - 7 * m;
  return addDays(dateIn(year, '03-22'), daysAfterMarch22);
}

function dateIn(year: number, monthDay: string): LocalDate {
  return LocalDate.parse(`${String(year).padStart(4, '0')}-${monthDay}`);
}
