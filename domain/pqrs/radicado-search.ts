import { findRadicadoIn, formatRadicado, type Radicado } from './radicado.ts';

/** So many years back a number alone is looked for. */
const YEARS_BACK = 10;

const LONE_NUMBER = /^\s*#?\s*(\d{1,6})\s*$/;

/** The radicados that somebody may mean: the one that is written, or a number alone in each of the last years. */
export function listRadicadosIn(
  text: string,
  { prefix, year }: { readonly prefix: string; readonly year: number },
): readonly Radicado[] {
  const [, digits] = LONE_NUMBER.exec(text) ?? [];
  const number = Number(digits ?? 0);
  if (number > 0) {
    return Array.from({ length: YEARS_BACK }, (_, back) =>
      formatRadicado({ prefix, year: year - back, number }),
    );
  }
  const found = findRadicadoIn(text, { prefix, year, bareNumber: true });
  return found === null ? [] : [found];
}
