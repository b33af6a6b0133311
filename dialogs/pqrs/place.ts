import type { FormDefinition } from '../form-field.ts';
import type { Place } from '../state.ts';
import { barrioField } from './barrio-field.ts';
import { type FilingValues, MAX_BARRIO_TEXT_CHARACTERS } from './filing-values.ts';

/** The answers that a place on the map gives: a barrio that was told before stays, and is not asked again. */
export function placeValues(
  { latitude, longitude, words }: Place,
  values: Pick<FilingValues, 'barrioId' | 'barrioText'>,
): Partial<FilingValues> {
  const location = { latitude, longitude };
  const isTold = values.barrioId !== null || values.barrioText !== null;
  const name = words.trim().slice(0, MAX_BARRIO_TEXT_CHARACTERS);
  return isTold || name === '' ? { location } : { location, barrioText: name };
}

/** Keeps a place at any question of the filing. */
export const keepPlace: FormDefinition<FilingValues>['keepPlace'] = ({ scope, values }, place) => ({
  values: placeValues(place, values),
  answered: barrioField.name,
  text: scope.t('pqrs.locationKept'),
});
