import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { FileRejection, FileStatus } from '../../domain/messages/file-store.ts';
import { PqrsKind, PqrsRegime } from '../../domain/pqrs/peticion.ts';
import { GeoPoint, PqrsChannel, PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';

/** The id of a barrio of the gazetteer. */
const BarrioId = z.string().regex(/^[\w:.-]{1,100}$/);

/** The place where a page ended, opaque to whoever gives it back. */
export const CursorText = z
  .string()
  .max(120)
  .regex(/^[\w-]+$/);

/** One state, every state in which an answer is still owed, or all. */
export const StatusFilter = z.enum(['abiertas', 'todos', ...PqrsStatus.options]);
export type StatusFilter = z.infer<typeof StatusFilter>;

/** Against the legal term: expired, about to expire, or all. */
export const VencimientoFilter = z.enum(['vencidas', 'por-vencer', 'todas']);
export type VencimientoFilter = z.infer<typeof VencimientoFilter>;

/** Whether a colleague has marked it as looked at. */
const ReviewFilter = z.enum(['todas', 'revisadas', 'sin-revisar']);
export type ReviewFilter = z.infer<typeof ReviewFilter>;

/** `vencimiento`: the nearest end of a term first; `recibida`: the newest first. */
const PqrsSort = z.enum(['vencimiento', 'recibida']);
export type PqrsSort = z.infer<typeof PqrsSort>;

/**
 * What narrows and orders the list, and with it an export or a saved view.
 *
 * Strict, so that no free text and no personal data can ever end in a history or in the log of a proxy.
 */
export const PqrsFilter = z.strictObject({
  status: StatusFilter.default('abiertas'),
  vencimiento: VencimientoFilter.default('todas'),
  kind: PqrsKind.optional(),
  regime: PqrsRegime.optional(),
  channel: PqrsChannel.optional(),
  barrio: BarrioId.optional(),
  /** Days of Bogotá, both of them included. */
  receivedFrom: LocalDate.optional(),
  receivedTo: LocalDate.optional(),
  review: ReviewFilter.default('todas'),
  sort: PqrsSort.default('vencimiento'),
});
export type PqrsFilter = z.infer<typeof PqrsFilter>;

/** What may stand in the address of the list. */
export const PqrsListQuery = PqrsFilter.extend({
  /** Opaque: the `nextCursor` of the page before. */
  cursor: CursorText.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PqrsListQuery = z.infer<typeof PqrsListQuery>;

/** Where a PQRS stands against its legal term today, in business days. */
const VencimientoView = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['none', 'answered']) }),
  z.object({ kind: z.enum(['overdue', 'today', 'urgent', 'soon', 'in-time']), businessDays: z.int().min(0) }),
]);

/** A row of the list. `reserved`: it is health data that this reader may not see, so personal fields are null. */
export const PqrsListItem = z.object({
  radicado: Radicado,
  kind: PqrsKind,
  status: PqrsStatus,
  channel: PqrsChannel,
  petitionerName: z.string().nullable(),
  /** Nobody is linked to it; without a name but not anonymous, the person simply gave none. */
  anonymous: z.boolean(),
  barrio: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  dueOn: LocalDate.nullable(),
  vencimiento: VencimientoView,
  reserved: z.boolean(),
  /** Grows with every change; whoever changes it says which one was read. */
  version: z.int().positive(),
  /** Who marked it as looked at, and when; the name is null when nobody knows them any more. */
  review: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
});
export type PqrsListItem = z.infer<typeof PqrsListItem>;

export const PqrsList = z.object({ items: z.array(PqrsListItem), nextCursor: z.string().nullable() });
export type PqrsList = z.infer<typeof PqrsList>;

/** The path of one PQRS. */
export const PqrsParams = z.strictObject({ radicado: Radicado });

/** The path of one annex. */
export const AnnexParams = z.strictObject({ radicado: Radicado, fileId: z.uuid() });

/** `after`: show the conversation from the line after this one; absent for its latest part. */
export const PqrsDetailQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });
export type PqrsDetailQuery = z.infer<typeof PqrsDetailQuery>;

/** One day of the count of the legal term, with the reason why it counts or not. */
const TermDayView = z.object({
  on: LocalDate,
  counted: z.boolean(),
  reason: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['arrival', 'business', 'weekend']) }),
    z.object({ kind: z.literal('festivo'), name: z.string() }),
    z.object({ kind: z.literal('local'), act: z.string() }),
    z.object({
      kind: z.literal('paused'),
      cause: z.enum(['requerimiento', 'pruebas', 'demora-del-usuario']),
    }),
  ]),
});

/** The legal term written out. `matchesPromise` is false when the calendar has changed since the acuse was given. */
const TermView = z.object({
  businessDays: z.int().positive(),
  article: z.string(),
  ruleVersion: z.string(),
  matchesPromise: z.boolean(),
  days: z.array(TermDayView),
});

/** An annex; the name is null when its content is reserved. */
const AnnexView = z.object({
  fileId: z.uuid(),
  name: z.string().nullable(),
  mimeType: z.string(),
  bytes: z.int().min(0),
  status: FileStatus,
  rejection: FileRejection.nullable(),
  reserved: z.boolean(),
});

/** One line of the conversation. `annexes` are the names of files that came with it. */
export const ConversationLine = z.object({
  seq: z.int(),
  direction: z.enum(['in', 'out']),
  kind: z.string(),
  text: z.string(),
  options: z.array(z.string()),
  annexes: z.array(z.string()),
  hasLocation: z.boolean(),
  at: z.iso.datetime(),
});

/** `none`: anonymous, without a conversation; `reserved`: health data; `forbidden`: not for this role. */
export const ConversationView = z.discriminatedUnion('access', [
  z.object({ access: z.enum(['none', 'reserved', 'forbidden']) }),
  z.object({
    access: z.literal('open'),
    /** Where it goes on, in the live inbox. */
    id: z.uuid(),
    lines: z.array(ConversationLine),
    /** The `after` of the part before this one and of the part after it. */
    earlierAfter: z.int().min(0).nullable(),
    laterAfter: z.int().min(0).nullable(),
  }),
]);

/** One PQRS as a colleague reads it. */
export const PqrsDetail = PqrsListItem.extend({
  regime: PqrsRegime,
  aboutService: z.boolean(),
  description: z.string().nullable(),
  accountNumber: z.string().nullable(),
  /** Where it is, when the person pointed at it on the map. */
  location: GeoPoint.nullable(),
  internalDueOn: LocalDate.nullable(),
  term: TermView.nullable(),
  annexes: z.array(AnnexView),
  conversation: ConversationView,
});
export type PqrsDetail = z.infer<typeof PqrsDetail>;
