import { z } from 'zod';
import { LocalNonBusinessDay } from '../calendar/business-days.ts';
import { RadicadoPrefix } from '../pqrs/radicado.ts';
import { EntityMap } from './map.ts';

const Line = z.object({ name: z.string(), number: z.string() });

/** An origin as a browser sends it: scheme, host and a port that is not the usual one; no path, no slash. */
const WebOrigin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text);

const WebSettings = z.object({
  /** Other sites whose pages may hold the chat, e.g. `https://www.essmar.gov.co`; our own page always may. */
  allowedOrigins: z.array(WebOrigin).default([]),
  /** Where the button that opens the chat stands on those pages. */
  launcher: z.object({ side: z.enum(['left', 'right']) }).default({ side: 'right' }),
});

/** The utility that this installation serves. Data edited in the console: a second utility needs no code. */
export const EntityProfile = z.object({
  slug: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  legalName: z.string(),
  nit: z.string(),
  city: z.string(),
  /** First part of every radicado. */
  radicadoPrefix: RadicadoPrefix,
  services: z.array(z.enum(['acueducto', 'alcantarillado', 'aseo'])).min(1),
  assistantName: z.string(),
  colors: z.object({ primary: z.string(), onPrimary: z.string() }),
  website: z.url(),
  privacy: z.object({ email: z.email(), url: z.url() }),
  offices: z.array(z.object({ name: z.string(), address: z.string(), hours: z.string() })),
  paymentPoints: z.array(z.object({ name: z.string(), address: z.string(), hours: z.string() })),
  /** Shown before anything else when somebody writes of danger. */
  emergencyLines: z.array(Line).min(1),
  serviceLine: Line,
  /** Days without service by decree, with the act that says so. */
  localNonBusinessDays: z.array(LocalNonBusinessDay).default([]),
  web: WebSettings.default(() => WebSettings.parse({})),
  /** The city, to point at a place in it; without it people give their own location or write the address. */
  map: EntityMap.optional(),
});
export type EntityProfile = z.infer<typeof EntityProfile>;

/** A neighbourhood of the utility's city. Homonyms exist: only the id tells them apart. */
export type Barrio = {
  readonly id: string;
  readonly name: string;
  readonly comuna: string;
  readonly comunaName: string | null;
};
