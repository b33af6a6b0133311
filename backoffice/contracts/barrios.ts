import { z } from 'zod';
import { BarrioDetails, PlaceKind } from '../../domain/entity/barrio.ts';
import { GeoJsonFault } from '../../domain/entity/geojson-shape.ts';

/** A barrio or sector as staff see it. */
export const BarrioView = z.object({
  id: z.string(),
  name: z.string(),
  kind: PlaceKind,
  comuna: z.string(),
  comunaName: z.string().nullable(),
  aliases: z.array(z.string()),
  active: z.boolean(),
  mergedInto: z.string().nullable(),
  hasGeometry: z.boolean(),
  version: z.int(),
});
export type BarrioView = z.infer<typeof BarrioView>;

export const BarrioList = z.object({ items: z.array(BarrioView) });
export type BarrioList = z.infer<typeof BarrioList>;

export const BarrioParams = z.strictObject({ id: z.string().regex(/^[\w-]{1,80}$/) });

export const NewBarrioBody = BarrioDetails.omit({ active: true });
export type NewBarrioBody = z.input<typeof NewBarrioBody>;

export const BarrioBody = z.strictObject({ version: z.int().min(1), details: BarrioDetails });
export type BarrioBody = z.input<typeof BarrioBody>;

/** The place of the address becomes another name of `into`. */
export const MergeBody = z.strictObject({
  version: z.int().min(1),
  into: BarrioParams.shape.id,
  intoVersion: z.int().min(1),
});
export type MergeBody = z.infer<typeof MergeBody>;

/** Somebody changed the place meanwhile: how it is by now. */
export const BarrioConflict = z.object({
  code: z.literal('version-conflict'),
  message: z.string(),
  current: BarrioView,
});
export type BarrioConflict = z.infer<typeof BarrioConflict>;

export const MAX_GEOJSON_BYTES = 5 * 1024 * 1024;

/**
 * The text of the file as it is; `confirm` is the digest of a preview that a person has looked at.
 *
 * `comuna` is that of the features that name none and need one.
 */
export const GeoJsonBody = z.strictObject({
  text: z.string().min(1).max(MAX_GEOJSON_BYTES),
  confirm: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  comuna: BarrioDetails.shape.comuna.optional(),
});
export type GeoJsonBody = z.infer<typeof GeoJsonBody>;

const Shape = z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) });

/** A feature of the file and the place that it draws. */
export const DrawnView = z.object({
  feature: z.int(),
  line: z.int(),
  name: z.string(),
  comuna: z.string().nullable(),
  match: z.enum(['matched', 'new', 'unmatched']),
  /** Which place, when there is one; why there is none, when there is none. */
  barrioId: z.string().nullable(),
  barrioName: z.string().nullable(),
  reason: z.enum(['homonyms', 'no-comuna', 'twice']).nullable(),
  geometry: Shape,
});
export type DrawnView = z.infer<typeof DrawnView>;

export const GeoJsonErrorView = z.object({
  fault: GeoJsonFault,
  line: z.int(),
  feature: z.int().nullable(),
  name: z.string().nullable(),
});
export type GeoJsonErrorView = z.infer<typeof GeoJsonErrorView>;

/**
 * `preview`: nothing was stored yet; `applied`: all that was matched or new is.
 *
 * `givesMap`: the utility has no map, and storing makes one of these shapes.
 */
export const GeoJsonResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invalid'), errors: z.array(GeoJsonErrorView), total: z.int() }),
  z.object({
    kind: z.literal('preview'),
    digest: z.string(),
    givesMap: z.boolean(),
    features: z.array(DrawnView),
  }),
  z.object({
    kind: z.literal('applied'),
    matched: z.int(),
    created: z.int(),
    skipped: z.int(),
  }),
]);
export type GeoJsonResult = z.infer<typeof GeoJsonResult>;

/** What the map draws behind the shapes, and the shapes that are stored. */
export const BarrioMapView = z.object({
  map: z
    .object({
      centre: z.object({ latitude: z.number(), longitude: z.number() }),
      bounds: z.object({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
      shapes: z.array(
        z.object({ kind: z.enum(['water', 'road']), points: z.array(z.tuple([z.number(), z.number()])) }),
      ),
      attribution: z.string(),
    })
    .nullable(),
  drawn: z.array(z.object({ id: z.string(), name: z.string(), geometry: Shape })),
});
export type BarrioMapView = z.infer<typeof BarrioMapView>;
