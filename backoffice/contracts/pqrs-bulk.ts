import { z } from 'zod';
import { MAX_BULK_ROWS } from '../../domain/pqrs/bulk.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';

/** What can be done to many PQRS at once; a feature adds a member with what it needs. */
export const BulkAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mark-reviewed') }),
  z.strictObject({ kind: z.literal('unmark-reviewed') }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

/** The action and the chosen rows, each once and as it was seen. */
export const BulkBody = z.strictObject({
  action: BulkAction,
  rows: z
    .array(z.strictObject({ radicado: Radicado, version: z.int().positive() }))
    .min(1)
    .max(MAX_BULK_ROWS)
    .refine((rows) => new Set(rows.map(({ radicado }) => radicado)).size === rows.length),
});
export type BulkBody = z.infer<typeof BulkBody>;

/** What becomes of each row, in the order in which they were sent; in a preview, what would become of it. */
export const BulkResult = z.object({
  rows: z.array(
    z.object({
      radicado: Radicado,
      outcome: z.enum(['applied', 'changed-meanwhile', 'not-allowed', 'nothing-to-do']),
    }),
  ),
});
export type BulkResult = z.infer<typeof BulkResult>;
