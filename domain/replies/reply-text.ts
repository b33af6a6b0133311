import { z } from 'zod';
import { DomainError } from '../errors.ts';

/**
 * What a saved reply may leave open, by the name that stands between braces in its text: `{{radicado}}`.
 *
 * The list is closed, so that nobody waits for a value that no program knows.
 */
export const ReplyVariable = z.enum([
  'nombre',
  'radicado',
  'colega',
  'asistente',
  'entidad',
  'horario',
  'linea',
  'sitio',
]);
export type ReplyVariable = z.infer<typeof ReplyVariable>;

/** What is known for one conversation; what is not known is left out, or null. */
export type ReplyValues = { readonly [Name in ReplyVariable]?: string | null };

const PLACE = /\{\{([^{}]*)\}\}/g;
const GAP = new RegExp(`\\[(?:${ReplyVariable.options.join('|')})\\]`, 'g');

/** Throws DomainError `reply-variable-unknown` for a variable that does not exist, and for braces left open. */
export function assertReplyText(text: string): void {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name);
  const rest = text.replaceAll(PLACE, '');
  if (names.some((name) => findVariable(name) === null) || /\{\{|\}\}/.test(rest)) {
    throw new DomainError('reply-variable-unknown');
  }
}

/**
 * The text with the values of one conversation: `Hola, {{nombre}}` becomes `Hola, Rosa`.
 *
 * What is not known is never made up: a gap `[nombre]` stands in its place. A value is put in as it is, on one line,
 * and never read as a text with variables.
 */
export function fillReplyText(text: string, values: ReplyValues): string {
  return text.replaceAll(PLACE, (whole, name: string) => {
    const variable = findVariable(name);
    if (variable === null) {
      return whole;
    }
    const value = values[variable]?.replaceAll(/\s+/g, ' ').trim() ?? '';
    return value === '' ? `[${variable}]` : value;
  });
}

/** The gaps that still stand in a text, each once, in their order: `[nombre]`. */
export function listReplyGaps(text: string): readonly string[] {
  return [...new Set(text.match(GAP) ?? [])];
}

function findVariable(name: string): ReplyVariable | null {
  return ReplyVariable.safeParse(name.trim()).data ?? null;
}
