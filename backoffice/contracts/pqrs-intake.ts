import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { FileStatus } from '../../domain/messages/file-store.ts';
import { AvisoGiven } from '../../domain/pqrs/intake.ts';
import { PqrsKind } from '../../domain/pqrs/peticion.ts';
import { AccountNumber, PqrsChannel } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import { ReceptionChannel } from '../../domain/pqrs/reception.ts';

/** As long as a description may be, what is asked and why together. */
const MAX_DESCRIPTION_CHARACTERS = 4000;
const MIN_DESCRIPTION_CHARACTERS = 10;
const BREAK_CHARACTERS = 2;
const MAX_ANNEXES = 10;
const MAX_MESSAGES = 50;

const words = (maxCharacters: number) => z.string().trim().min(1).max(maxCharacters).nullable();

/** What is filed, whoever tells it. Only the kind and what is asked are needed. */
const Matter = z.strictObject({
  /** Made by the browser once for each PQRS: the same one sent again changes nothing. */
  id: z.uuid(),
  kind: PqrsKind,
  aboutService: z.boolean(),
  object: z.string().trim().min(MIN_DESCRIPTION_CHARACTERS).max(MAX_DESCRIPTION_CHARACTERS),
  reasons: words(MAX_DESCRIPTION_CHARACTERS),
  accountNumber: AccountNumber.nullable(),
  /** In the person's words; a barrio of the gazetteer is recognised. */
  barrio: words(120),
  annexIds: z.array(z.uuid()).max(MAX_ANNEXES),
});

type Told = Pick<z.infer<typeof Matter>, 'object' | 'reasons'>;
const fits = ({ object, reasons }: Told): boolean =>
  object.length + (reasons === null ? 0 : BREAK_CHARACTERS + reasons.length) <= MAX_DESCRIPTION_CHARACTERS;

const Person = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('known'), contactId: z.uuid(), name: words(120) }),
  z.strictObject({ kind: z.literal('new'), name: words(120) }),
]);

/** Before it there was no console; a year of two digits is a slip of the fingers. */
const FIRST_YEAR = 2000;
const Instant = z.iso.datetime().refine((text) => new Date(text).getUTCFullYear() >= FIRST_YEAR);

/** A PQRS of somebody who is at the window, on the telephone, or wrote where the assistant does not read. */
export const OpenPqrsBody = Matter.extend({
  channel: ReceptionChannel,
  /** When it came; null: now. */
  receivedAt: Instant.nullable(),
  lateReason: words(500),
  readBack: z.boolean().nullable(),
  person: Person,
  details: z.strictObject({
    document: words(40),
    phone: words(40),
    email: z.email().max(200).nullable(),
    postalAddress: words(200),
  }),
  aviso: AvisoGiven.nullable(),
}).refine(fits);
export type OpenPqrsBody = z.infer<typeof OpenPqrsBody>;

/** A PQRS with what somebody told in a conversation. */
export const OpenFromConversationBody = Matter.extend({
  name: words(120),
  /** The messages that it is about: the law counts from the first of them, or else from now. */
  messageIds: z.array(z.string().regex(/^\d{1,18}$/)).max(MAX_MESSAGES),
}).refine(fits);
export type OpenFromConversationBody = z.infer<typeof OpenFromConversationBody>;

/** The path of a PQRS that is begun, or of one that is begun from a conversation. */
export const IntakeParams = z.strictObject({ intakeId: z.uuid() });
export const ConversationIntakeParams = z.strictObject({ id: z.uuid(), intakeId: z.uuid() });

/**
 * What came of it. `waiting`: its turn in the conversation has not come; `refused`: the conversation was no longer
 * the colleague's. `code` is there for whoever gives it to the person, and for nobody else.
 */
export const IntakeView = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['waiting', 'refused']) }),
  z.object({
    state: z.literal('filed'),
    radicado: Radicado,
    receivedAt: z.iso.datetime(),
    dueOn: LocalDate.nullable(),
    code: z.string().nullable(),
  }),
]);
export type IntakeView = z.infer<typeof IntakeView>;

/** A file that was kept for a PQRS that is being entered. */
export const IntakeFileView = z.object({
  fileId: z.uuid(),
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int(),
});
export type IntakeFileView = z.infer<typeof IntakeFileView>;

/** Everything that the paper for the person tells (DUR 1069 of 2015, 2.2.3.12.3). */
export const Constancia = z.object({
  radicado: Radicado,
  kind: PqrsKind,
  description: z.string(),
  channel: PqrsChannel,
  receivedAt: z.iso.datetime(),
  /** When a colleague entered it, and who; null when the person filed it alone. */
  entered: z
    .object({
      at: z.iso.datetime(),
      by: z.string().nullable(),
      lateReason: z.string().nullable(),
      isVerbal: z.boolean(),
      readBack: z.boolean().nullable(),
      aviso: AvisoGiven.nullable(),
      isFromConversation: z.boolean(),
    })
    .nullable(),
  petitionerName: z.string().nullable(),
  anonymous: z.boolean(),
  /** Of a document only its end. */
  document: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  postalAddress: z.string().nullable(),
  barrio: z.string().nullable(),
  accountNumber: z.string().nullable(),
  annexes: z.array(z.object({ name: z.string(), status: FileStatus })),
  dueOn: LocalDate.nullable(),
  article: z.string().nullable(),
  /** Silence grants what is asked. */
  positiveSilence: z.boolean(),
  code: z.string().nullable(),
  entity: z.object({ name: z.string(), nit: z.string(), privacyUrl: z.string(), consultUrl: z.string() }),
});
export type Constancia = z.infer<typeof Constancia>;
