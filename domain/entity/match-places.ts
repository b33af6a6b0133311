import type { StoredBarrio } from './barrio.ts';
import type { DrawnFeature } from './geojson.ts';
import { placeKeyOf } from './place-key.ts';

/** `new`: nothing is called so and its comuna is known; `unmatched`: nobody can say which place it is, and why. */
export type MatchedPlace = DrawnFeature &
  (
    | { readonly match: 'matched'; readonly barrio: StoredBarrio }
    | { readonly match: 'new'; readonly comuna: string }
    | { readonly match: 'unmatched'; readonly reason: 'homonyms' | 'no-comuna' | 'twice' }
  );

/**
 * Says of each shape which place it draws, by name or alias and, between homonyms, by comuna.
 *
 * `comunaOfRest` is the comuna of those that name none and need one: a town without comunas has files without them.
 */
export function matchPlaces(
  features: readonly DrawnFeature[],
  barrios: readonly StoredBarrio[],
  comunaOfRest: string | null = null,
): readonly MatchedPlace[] {
  const byKey = new Map<string, StoredBarrio[]>();
  for (const barrio of barrios.filter(({ active }) => active)) {
    for (const key of new Set([barrio.name, ...barrio.aliases].map(placeKeyOf))) {
      byKey.set(key, [...(byKey.get(key) ?? []), barrio]);
    }
  }
  const taken = new Set<string>();
  return features.map((feature) => {
    const named = byKey.get(placeKeyOf(feature.name)) ?? [];
    const found = matchOne(feature, named, comunaOfRest);
    if (found.match === 'unmatched') {
      return found;
    }
    const place = found.match === 'matched' ? found.barrio.id : newKeyOf(found);
    const isTaken = taken.has(place);
    taken.add(place);
    return isTaken ? { ...feature, match: 'unmatched', reason: 'twice' } : found;
  });
}

function matchOne(
  feature: DrawnFeature,
  named: readonly StoredBarrio[],
  comunaOfRest: string | null,
): MatchedPlace {
  const comuna = feature.comuna ?? (named.length === 1 ? null : comunaOfRest);
  const inComuna =
    comuna === null ? named : named.filter((barrio) => placeKeyOf(barrio.comuna) === placeKeyOf(comuna));
  const [barrio, ...others] = inComuna;
  if (barrio) {
    return others.length === 0
      ? { ...feature, match: 'matched', barrio }
      : { ...feature, match: 'unmatched', reason: 'homonyms' };
  }
  return comuna === null
    ? { ...feature, match: 'unmatched', reason: 'no-comuna' }
    : { ...feature, match: 'new', comuna };
}

/** No id of a place has a slash. */
function newKeyOf({ name, comuna }: { readonly name: string; readonly comuna: string }): string {
  return `${placeKeyOf(name)}/${placeKeyOf(comuna)}`;
}
