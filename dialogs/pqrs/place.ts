import type { FormDefinition } from '../form-field.ts';
import type { Place } from '../state.ts';
import { barrioField } from './barrio-field.ts';
import { type FilingValues, MAX_BARRIO_TEXT_CHARACTERS } from './filing-values.ts';
import { formatPoint } from './summary.ts';

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

/** The words for the place in the filing, which has no map of its own: the barrio as told, and the point. */
export function toPlaceText({ barrioText, location }: FilingValues): string | null {
  if (location === null) {
    return barrioText;
  }
  const point = formatPoint(location);
  const room = MAX_BARRIO_TEXT_CHARACTERS - point.length - 3;
  return barrioText === null ? point : `${barrioText.slice(0, room).trim()} (${point})`;
}
