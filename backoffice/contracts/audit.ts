import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';

/** Days, ids and codes only: neither free text nor personal data can end in a history or in the log of a proxy. */
const AuditFilter = {
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  /** `system`, `contact` (any citizen) or the id of a colleague. */
  actor: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  action: z
    .string()
    .regex(/^[a-z][a-z-]{0,30}\.[a-z][a-z-]{0,40}$/)
    .optional(),
  /** A kind of thing, or one of them: `barrio`, `barrio/essmar-1-0001`. */
  subject: z
    .string()
    .regex(/^[a-z][a-z-]{0,30}(\/[\w.-]{1,64})?$/)
    .optional(),
};

/** What may be asked of the audit in an address. */
export const AuditQuery = z.strictObject({
  ...AuditFilter,
  /** Opaque: the `nextCursor` of the page before. */
  cursor: z
    .string()
    .max(120)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** What is exported: the same filter, all of it. */
export const AuditExportQuery = z.strictObject(AuditFilter);
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/** `erased`: it was destroyed by law; `reserved`: health data that this reader may not see. */
export const AuditValueView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['plain', 'personal']),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  }),
  z.object({ kind: z.enum(['erased', 'reserved']) }),
]);
export type AuditValueView = z.infer<typeof AuditValueView>;

/** One line: who did what to what, and what it was before and after. */
export const AuditLineView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['staff', 'contact', 'system']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  action: z.string(),
  subject: z.string(),
  changes: z.array(
    z.object({
      key: z.string(),
      before: AuditValueView.nullable(),
      after: AuditValueView.nullable(),
    }),
  ),
});
export type AuditLineView = z.infer<typeof AuditLineView>;

/** A page of the audit, newest first. */
export const AuditPage = z.object({ items: z.array(AuditLineView), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/** What there is to filter by. */
export const AuditFacets = z.object({
  actions: z.array(z.string()),
  staff: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type AuditFacets = z.infer<typeof AuditFacets>;

/** Whether the chain is whole, and where it first is not. */
export const AuditVerdictView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), links: z.int(), head: z.string() }),
  z.object({
    kind: z.literal('broken'),
    position: z.int(),
    auditId: z.string().nullable(),
    reason: z.enum(['changed', 'missing', 'forked', 'unlinked', 'cut']),
  }),
]);
export type AuditVerdictView = z.infer<typeof AuditVerdictView>;
