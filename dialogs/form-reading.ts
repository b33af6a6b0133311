import type { FieldReading, FormField, Moment } from './form-field.ts';
import { chooseOption } from './understanding/menu-choice.ts';
import { normalise } from './understanding/normalise.ts';
import { SKIP_WORDS } from './yes-no.ts';

const SKIPS: ReadonlySet<string> = new Set(SKIP_WORDS.map(normalise));

/** What a field makes of the words of the moment; "no sé" skips, unless it is one of the field's own options. */
export function readField<Values>(field: FormField<Values>, moment: Moment<Values>): FieldReading<Values> {
  const { text } = moment.scope.input;
  const isSkip = SKIPS.has(normalise(text)) && chooseOption(text, field.options?.(moment) ?? []) === null;
  return field.skipped && isSkip ? { kind: 'accepted', values: field.skipped(moment) } : field.read(moment);
}
