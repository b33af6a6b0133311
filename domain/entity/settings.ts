import { z } from 'zod';
import { LocalNonBusinessDay } from '../calendar/business-days.ts';
import { contrastOf, MIN_CONTRAST } from './contrast.ts';
import { EntityMap } from './map.ts';
import { Nit } from './nit.ts';
import { OpeningHours } from './opening-hours.ts';
import { OwnTexts } from './own-texts.ts';
import { type EntityProfile, GreetingStyle, Service, WebOrigin } from './profile.ts';

const Name = z.string().trim().min(1, 'required').max(120, 'too-long');
const WebAddress = z.url({ protocol: /^https?$/, message: 'url-form' }).max(300, 'too-long');
const Color = z.string().regex(/^#[0-9a-f]{6}$/i, 'color-form');

const Colors = z
  .strictObject({ primary: Color, onPrimary: Color })
  .refine(({ primary, onPrimary }) => contrastOf(primary, onPrimary) >= MIN_CONTRAST, {
    message: 'color-contrast',
    path: ['onPrimary'],
  });

/** A telephone as people dial it, short lines included. */
const Line = z.strictObject({
  name: Name,
  number: z
    .string()
    .trim()
    .regex(/^(?=.*\d{2})[\d\s()+*#-]{2,25}$/, 'phone-form'),
});

/** Where the week is not known, the hours are said in words. */
const Place = z
  .strictObject({
    name: Name,
    address: Name,
    hours: z.string().trim().max(200, 'too-long'),
    week: OpeningHours.nullable(),
  })
  .refine(({ hours, week }) => week !== null || hours !== '', { message: 'required', path: ['hours'] });

const NonWorkingDays = z
  .array(
    z.strictObject({
      on: LocalNonBusinessDay.shape.on,
      act: z.string().trim().min(1, 'required').max(200, 'too-long'),
      issuer: Name,
    }),
  )
  .max(200)
  .superRefine(refuseTwice(({ on }) => on, 'day-twice', 'on'));

const MapSettings = EntityMap.pick({ centre: true, bounds: true, places: true, attribution: true })
  .strict()
  .refine(({ bounds }) => bounds.south < bounds.north && bounds.west < bounds.east, {
    message: 'bounds-order',
    path: ['bounds'],
  });

/** What staff may change of the utility, section by section. Its slug and the prefix of its radicados are not in it. */
export const EntitySettings = z.strictObject({
  identity: z.strictObject({
    name: Name,
    legalName: z.string().trim().min(1, 'required').max(200, 'too-long'),
    nit: Nit,
    city: Name,
    website: WebAddress,
    privacy: z.strictObject({ email: z.email('email-form'), url: WebAddress }),
    colors: Colors,
    services: z.array(Service).min(1, 'services-none').superRefine(refuseTwice(String, 'twice')),
  }),
  assistant: z.strictObject({
    assistantName: z.string().trim().min(1, 'required').max(30, 'too-long'),
    greeting: GreetingStyle,
  }),
  texts: OwnTexts,
  offices: z.array(Place).max(60),
  paymentPoints: z.array(Place).max(200),
  lines: z.strictObject({ emergency: z.array(Line).min(1, 'lines-none').max(20), service: Line }),
  nonWorkingDays: NonWorkingDays,
  web: z.strictObject({
    allowedOrigins: z.array(WebOrigin).max(50).superRefine(refuseTwice(String, 'twice')),
    launcherSide: z.enum(['left', 'right']),
  }),
  map: MapSettings.nullable(),
});
export type EntitySettings = z.infer<typeof EntitySettings>;

/** The part of a profile that staff may change. */
export function toSettings(profile: EntityProfile): EntitySettings {
  const { name, legalName, nit, city, website, privacy, colors, services, map } = profile;
  return {
    identity: { name, legalName, nit, city, website, privacy, colors, services },
    assistant: { assistantName: profile.assistantName, greeting: profile.greeting },
    texts: profile.texts,
    offices: profile.offices.map((place) => ({ ...place, week: place.week ?? null })),
    paymentPoints: profile.paymentPoints.map((place) => ({ ...place, week: place.week ?? null })),
    lines: { emergency: profile.emergencyLines, service: profile.serviceLine },
    nonWorkingDays: profile.localNonBusinessDays.map(({ on, act, issuer = '' }) => ({ on, act, issuer })),
    web: { allowedOrigins: profile.web.allowedOrigins, launcherSide: profile.web.launcher.side },
    map: map
      ? { centre: map.centre, bounds: map.bounds, places: map.places, attribution: map.attribution }
      : null,
  };
}

/** The profile as it is with these settings. What is drawn of the city stays. */
export function withSettings(profile: EntityProfile, settings: EntitySettings): EntityProfile {
  const { identity, assistant, texts, offices, paymentPoints, lines, nonWorkingDays, web, map } = settings;
  const { map: drawn, ...rest } = profile;
  return {
    ...rest,
    ...identity,
    ...assistant,
    texts,
    offices: offices.map(toPlace),
    paymentPoints: paymentPoints.map(toPlace),
    emergencyLines: lines.emergency,
    serviceLine: lines.service,
    localNonBusinessDays: nonWorkingDays.toSorted((one, other) => one.on.localeCompare(other.on)),
    web: { allowedOrigins: web.allowedOrigins, launcher: { side: web.launcherSide } },
    ...(map && { map: { shapes: drawn?.shapes ?? [], ...map } }),
  };
}

function toPlace({ week, ...place }: EntitySettings['offices'][number]): EntityProfile['offices'][number] {
  return week === null ? place : { ...place, week };
}

function refuseTwice<T>(keyOf: (item: T) => string, message: string, field?: string) {
  return (items: readonly T[], context: z.RefinementCtx): void => {
    const keys = items.map(keyOf);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) < index) {
        context.addIssue({ code: 'custom', message, path: field ? [index, field] : [index] });
      }
    }
  };
}
