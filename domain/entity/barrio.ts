import { z } from 'zod';
import type { AuditEntry } from '../people/audit.ts';
import type { Geometry } from './geojson-shape.ts';
import { placeKeyOf } from './place-key.ts';

/** A barrio of the city, or a sector of one: both are places that people name. */
export const PlaceKind = z.enum(['barrio', 'sector']);
export type PlaceKind = z.infer<typeof PlaceKind>;

const MAX_ALIASES = 30;
/** Of a comuna: its number, or the short name that stands in its place. */
export const MAX_COMUNA = 20;

const PlaceName = z.string().trim().min(1, 'required').max(80, 'too-long');

/** Other names of a place; each once, however it is spelled. */
const Aliases = z
  .array(PlaceName)
  .max(MAX_ALIASES)
  .transform((names) =>
    names.filter((name, index) => names.findIndex((one) => placeKeyOf(one) === placeKeyOf(name)) === index),
  );

/** What staff say of a place. Homonyms are allowed: the comuna tells them apart. */
export const BarrioDetails = z.strictObject({
  name: PlaceName,
  kind: PlaceKind,
  comuna: z.string().trim().min(1, 'required').max(MAX_COMUNA, 'too-long'),
  comunaName: z
    .string()
    .trim()
    .max(80, 'too-long')
    .transform((text) => text || null)
    .nullable(),
  aliases: Aliases,
  active: z.boolean(),
});
export type BarrioDetails = z.infer<typeof BarrioDetails>;

/** A place as staff see it. Its id never changes: what was filed names it. */
export type StoredBarrio = BarrioDetails & {
  readonly id: string;
  readonly mergedInto: string | null;
  readonly hasGeometry: boolean;
  readonly version: number;
};

/** A place that a file of shapes brings. */
export type DrawnPlace =
  | { readonly id: string; readonly geometry: Geometry }
  | { readonly create: BarrioDetails & { readonly id: string }; readonly geometry: Geometry };

export type BarrioRepository = {
  /** All of them, also those that are not in use, by name. */
  readonly list: () => Promise<readonly StoredBarrio[]>;
  readonly insert: (barrio: BarrioDetails & { readonly id: string }, audit: AuditEntry) => Promise<void>;
  /** Stores each of the places of one change, or none when one of them is not as it was read. */
  readonly update: (
    changes: readonly {
      readonly id: string;
      readonly version: number;
      readonly details: BarrioDetails;
      readonly mergedInto?: string;
    }[],
    audit: AuditEntry,
  ) => Promise<'saved' | 'stale'>;
  /** All of a file in one transaction. */
  readonly draw: (places: readonly DrawnPlace[], audit: AuditEntry) => Promise<void>;
  readonly listShapes: () => Promise<
    readonly { readonly id: string; readonly name: string; readonly geometry: Geometry }[]
  >;
};

/** The place that stays, with every name of the one that goes. */
export function mergeAliases(kept: BarrioDetails, gone: BarrioDetails): BarrioDetails {
  const names = [...kept.aliases, gone.name, ...gone.aliases].filter(
    (name) => placeKeyOf(name) !== placeKeyOf(kept.name),
  );
  return { ...kept, aliases: Aliases.parse([...new Set(names)].slice(0, MAX_ALIASES)) };
}
