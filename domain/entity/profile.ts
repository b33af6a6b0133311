import { z } from 'zod';
import { LocalNonBusinessDay } from '../calendar/business-days.ts';
import { RadicadoPrefix } from '../pqrs/radicado.ts';
import { EntityMap } from './map.ts';
import { OpeningHours } from './opening-hours.ts';
import { OwnTexts } from './own-texts.ts';

const Line = z.object({ name: z.string(), number: z.string() });

/** `hours` is what people read; where the week is known it is made from it. */
const Place = z.object({
  name: z.string(),
  address: z.string(),
  hours: z.string(),
  week: OpeningHours.optional(),
});

/** An origin as a browser sends it: scheme, host and a port that is not the usual one; no path, no slash. */
export const WebOrigin = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, 'origin-form');

const WebSettings = z.object({
  /** Other sites whose pages may hold the chat, e.g. `https://www.essmar.gov.co`; our own page always may. */
  allowedOrigins: z.array(WebOrigin).default([]),
  /** Where the button that opens the chat stands on those pages. */
  launcher: z.object({ side: z.enum(['left', 'right']) }).default({ side: 'right' }),
});

const CareSettings = z.object({
  targetMinutes: z.int().min(1).max(120).default(5),
  unansweredMinutes: z.int().min(1).max(240).default(10),
});

/** The services of Ley 142 that a utility may give. */
export const Service = z.enum(['acueducto', 'alcantarillado', 'aseo']);

/** How the assistant says hello: with its name and the utility's in a sentence, or in three words. */
export const GreetingStyle = z.enum(['cordial', 'breve']);
export type GreetingStyle = z.infer<typeof GreetingStyle>;

/** The utility that this installation serves. Data edited in the console: a second utility needs no code. */
export const EntityProfile = z.object({
  slug: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  legalName: z.string(),
  nit: z.string(),
  city: z.string(),
  /** First part of every radicado. */
  radicadoPrefix: RadicadoPrefix,
  services: z.array(Service).min(1),
  assistantName: z.string(),
  greeting: GreetingStyle.default('cordial'),
  /** What the utility says in words of its own, in Spanish. */
  texts: OwnTexts.default({}),
  colors: z.object({ primary: z.string(), onPrimary: z.string() }),
  logo: z.object({ hash: z.string(), width: z.int(), height: z.int() }).nullable().default(null),
  website: z.url(),
  privacy: z.object({ email: z.email(), url: z.url() }),
  offices: z.array(Place),
  paymentPoints: z.array(Place),
  /** Shown before anything else when somebody writes of danger. */
  emergencyLines: z.array(Line).min(1),
  serviceLine: Line,
  /** Days without service by decree, with the act that says so. */
  localNonBusinessDays: z.array(LocalNonBusinessDay).default([]),
  /** Minutes that somebody waits for a colleague: what the team aims at, and when the assistant comes back. */
  care: CareSettings.default(() => CareSettings.parse({})),
  web: WebSettings.default(() => WebSettings.parse({})),
  /** The city, to point at a place in it; without it people give their own location or write the address. */
  map: EntityMap.optional(),
});
export type EntityProfile = z.infer<typeof EntityProfile>;

/** A barrio of the utility's city, or a sector of one. Homonyms exist: only the id tells them apart. */
export type Barrio = {
  readonly id: string;
  readonly name: string;
  readonly comuna: string;
  readonly comunaName: string | null;
  /** What else people call it. */
  readonly aliases?: readonly string[];
};
