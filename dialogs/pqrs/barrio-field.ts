import { z } from 'zod';
import type { Barrio } from '../../domain/entity/profile.ts';
import type { FieldReading, FormField, Moment } from '../form-field.ts';
import { toMenuContent } from '../menu-prompt.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import type { FilingValues } from './filing-values.ts';

/** What the question remembers: the person's own words, and the barrios that they could mean. */
const Memo = z.object({ text: z.string(), ids: z.array(z.string()) });
type Memo = z.infer<typeof Memo>;

const MAX_WORDS_CHARACTERS = 120;

/**
 * The barrio by the gazetteer; homonyms are told apart by comuna.
 *
 * Nobody is stopped for living somewhere that the list does not know: skipping keeps the words that were written.
 */
export const barrioField: FormField<FilingValues> = {
  name: 'barrio',
  title: ({ t }) => t('pqrs.titleBarrio'),
  ask: (moment) => {
    const text = moment.scope.t(barriosOf(moment).length > 0 ? 'pqrs.barrioWhich' : 'pqrs.barrioQuestion');
    return { ...toMenuContent({ text, options: barrioOptions(moment) }), expects: 'text' };
  },
  options: barrioOptions,
  read: (moment) => {
    const chosen = chooseOption(moment.scope.input.text, barrioOptions(moment));
    if (chosen === 'skip') {
      return { kind: 'accepted', values: skipped(moment) };
    }
    if (chosen === 'other') {
      return { kind: 'stay', memo: { text: memoOf(moment)?.text ?? '', ids: [] } satisfies Memo };
    }
    return chosen === null
      ? search(moment)
      : { kind: 'accepted', values: { barrioId: chosen.id, barrioText: null } };
  },
  emptied: { barrioId: null, barrioText: null, location: null },
  skipped,
};

function search(moment: Moment<FilingValues>): FieldReading<FilingValues> {
  const { scope } = moment;
  const text = scope.input.text.trim();
  const match = scope.world.gazetteer().find(text);
  if (match.kind === 'found') {
    return { kind: 'accepted', values: { barrioId: match.barrio.id, barrioText: null } };
  }
  const ids = match.kind === 'none' ? [] : match.barrios.map(({ id }) => id);
  const memo: Memo = { text: text.slice(0, MAX_WORDS_CHARACTERS), ids };
  if (ids.length > 0) {
    return { kind: 'stay', memo };
  }
  return text === ''
    ? { kind: 'refused', text: scope.t('pqrs.barrioUnknown') }
    : { kind: 'refused', text: scope.t('pqrs.barrioUnknown'), memo };
}

function skipped(moment: Moment<FilingValues>): Partial<FilingValues> {
  const words = memoOf(moment)?.text ?? '';
  return { barrioId: null, barrioText: words === '' ? null : words };
}

function barrioOptions(moment: Moment<FilingValues>): readonly MenuOption<Barrio | 'other' | 'skip'>[] {
  const { t } = moment.scope;
  const barrios = barriosOf(moment).map((barrio) => ({
    value: barrio,
    title: t('pqrs.barrioOption', { name: barrio.name, comuna: barrio.comuna }),
    synonyms: [`comuna ${barrio.comuna}`, `la comuna ${barrio.comuna}`, barrio.name],
  }));
  const skip = { value: 'skip' as const, title: t('pqrs.skip') };
  return barrios.length > 0
    ? [...barrios, { value: 'other', title: t('pqrs.barrioOther'), synonyms: ['ninguno', 'otro'] }, skip]
    : [skip];
}

function barriosOf(moment: Moment<FilingValues>): readonly Barrio[] {
  const ids = memoOf(moment)?.ids ?? [];
  return ids.length > 0 ? moment.scope.world.barrios().filter(({ id }) => ids.includes(id)) : [];
}

function memoOf({ memo }: Moment<FilingValues>): Memo | null {
  return Memo.nullable()
    .catch(null)
    .parse(memo ?? null);
}
