import type { z } from 'zod';
import { EntitySettings } from '../../domain/entity/settings.ts';
import { formatOpeningHours } from '../../locales/opening-hours.ts';

/** A mistake: where it is, and a code for the words. */
export type SettingsIssue = { readonly path: string; readonly code: string };

type Parsed =
  | { readonly kind: 'valid'; readonly settings: EntitySettings }
  | { readonly kind: 'invalid'; readonly issues: readonly SettingsIssue[] };

const OWN_CODE = /^[a-z]+(-[a-z]+)*$/;

const CODE_OF: Readonly<Partial<Record<z.core.$ZodIssue['code'], string>>> = {
  too_small: 'required',
  too_big: 'too-long',
  unrecognized_keys: 'unknown-field',
};

/** Settings that may be stored, or every mistake by field. Where the week is known, the hours in words follow from it. */
export function parseSettings(given: unknown): Parsed {
  const parsed = EntitySettings.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, code, message }) => ({
      path: path.map(String).join('.'),
      code: OWN_CODE.test(message) ? message : (CODE_OF[code] ?? 'invalid'),
    }));
    return { kind: 'invalid', issues };
  }
  const { offices, paymentPoints, ...rest } = parsed.data;
  return {
    kind: 'valid',
    settings: { ...rest, offices: offices.map(withHours), paymentPoints: paymentPoints.map(withHours) },
  };
}

type Place = EntitySettings['offices'][number];

function withHours(place: Place): Place {
  return place.week === null ? place : { ...place, hours: formatOpeningHours(place.week, 'es-CO') };
}
