import { z } from 'zod';
import type { BusinessCalendar } from '../calendar/business-days.ts';
import { computeTerm, TERM_RULE_VERSION } from '../calendar/legal-term.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Sensitivity } from '../messages/sensitivity.ts';
import { PqrsKind, type PqrsRegime, termOf } from './peticion.ts';
import type { Radicado } from './radicado.ts';
import { ReceptionChannel } from './reception.ts';
import type { VerificationAttempts } from './verification.ts';

/** The internal id of a PQRS, never shown to a person. */
export const PqrsId = z.uuid().brand<'PqrsId'>();
export type PqrsId = z.infer<typeof PqrsId>;

/** Where a PQRS came in. */
export const PqrsChannel = z.enum(['web', 'whatsapp', 'terminal', 'console', ...ReceptionChannel.options]);
export type PqrsChannel = z.infer<typeof PqrsChannel>;

/** Every state of a PQRS, from the draft to the archive; the SAP ones belong to the silencio administrativo positivo. */
export const PqrsStatus = z.enum([
  'BORRADOR',
  'RADICADA',
  'CLASIFICADA',
  'ASIGNADA',
  'EN_TRAMITE',
  'PROYECTADA',
  'APROBADA',
  'RESPONDIDA',
  'NOTIFICADA',
  'EN_RECURSO',
  'CERRADA',
  'REQUERIDA_COMPLETAR',
  'DESISTIDA',
  'TRASLADADA',
  'EN_PRUEBAS',
  'SAP_PRESUNTO',
  'SAP_RECONOCIDO',
  'SAP_DESCARTADO',
  'RECHAZADA',
  'ARCHIVADA',
]);
export type PqrsStatus = z.infer<typeof PqrsStatus>;

/** The number that the invoice calls cuenta, NIU or NUID: it is kept as printed, not understood. */
export const AccountNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,19}$/);

/** A point on the map, in degrees (WGS 84). */
export const GeoPoint = z.object({ latitude: z.number(), longitude: z.number() });
export type GeoPoint = Readonly<z.infer<typeof GeoPoint>>;

/**
 * What a person confirms before filing.
 *
 * `barrioText` keeps the words of someone whose barrio is not in the gazetteer: an unknown barrio never stops
 * a filing. Every other detail is optional for the same reason (Ley 1437 of 2011, art. 16, parágrafo 2).
 */
export const PqrsDraft = z.object({
  kind: PqrsKind,
  aboutService: z.boolean(),
  description: z.string().trim().min(10).max(4000),
  accountNumber: AccountNumber.nullable().default(null),
  barrioId: z.string().min(1).nullable().default(null),
  barrioText: z.string().trim().min(1).max(120).nullable().default(null),
  /** Where it is, when the person pointed at it on the map; beside the barrio, never instead of it. */
  location: GeoPoint.nullable().default(null),
});
export type PqrsDraft = Readonly<z.infer<typeof PqrsDraft>>;

/** A file that came with a PQRS; `pending` until its bytes have been fetched from the channel and stored. */
export type Annex = {
  readonly fileId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly pending: boolean;
};

/** Who filed. Both are null in an anonymous PQRS, which keeps no link to the contact (Ley 962 of 2005, art. 81). */
export type Petitioner = { readonly contactId: string | null; readonly name: string | null };

/** A petición, queja, reclamo, recurso or sugerencia that has its radicado. */
export type Pqrs = PqrsDraft & {
  readonly id: PqrsId;
  readonly radicado: Radicado;
  readonly regime: PqrsRegime;
  readonly petitioner: Petitioner;
  /** The chat in which it was filed, for staff to read; null when anonymous or entered in the console. */
  readonly conversationId: string | null;
  readonly channel: PqrsChannel;
  readonly status: PqrsStatus;
  /** When the message that confirmed it was stored: the law counts from here, never from when it was processed. */
  readonly receivedAt: Date;
  /** The last legal day to answer; null for a kind without term. */
  readonly dueOn: LocalDate | null;
  readonly internalDueOn: LocalDate | null;
  readonly ruleVersion: string;
  readonly annexes: readonly Annex[];
  readonly verification: { readonly hash: string };
};

/** What the filing itself adds to the draft. */
export type Filing = Pick<
  Pqrs,
  'id' | 'radicado' | 'receivedAt' | 'channel' | 'petitioner' | 'conversationId' | 'annexes' | 'verification'
> & { readonly calendar: BusinessCalendar };

/**
 * Files a draft and fixes its regime and its deadline.
 *
 * The deadline is stored, not recomputed, because a festivo decreed later must not move a date that was
 * already promised in the acuse.
 */
export function openPqrs(draft: PqrsDraft, { calendar, ...filing }: Filing): Pqrs {
  const { regime, businessDays } = termOf(draft.kind, draft);
  return {
    ...draft,
    ...filing,
    regime,
    status: 'RADICADA',
    ...deadlinesOf({ receivedAt: filing.receivedAt, businessDays, calendar }),
  };
}

function deadlinesOf({
  receivedAt,
  businessDays,
  calendar,
}: {
  receivedAt: Date;
  businessDays: number | null;
  calendar: BusinessCalendar;
}): Pick<Pqrs, 'dueOn' | 'internalDueOn' | 'ruleVersion'> {
  if (businessDays === null) {
    return { dueOn: null, internalDueOn: null, ruleVersion: TERM_RULE_VERSION };
  }
  const { dueOn, internalDueOn, ruleVersion } = computeTerm({ receivedAt, businessDays, calendar });
  return { dueOn, internalDueOn, ruleVersion };
}

/** What rules and dialogs need from storage. Implemented in `prisma/repositories/pqrs.ts`. */
export type PqrsRepository = {
  /** Ordinary unless told otherwise; `health` is for those alone who may read health matters. */
  readonly insert: (pqrs: Pqrs, sensitivity?: Sensitivity) => Promise<void>;
  readonly findByRadicado: (radicado: Radicado) => Promise<Pqrs | null>;
  /** The latest PQRS of a contact, newest first. Anonymous ones are never among them. */
  readonly findFiledBy: (contactId: string, limit: number) => Promise<readonly Pqrs[]>;
  /**
   * The failed attempts to prove the acuse's code, or null for an unknown radicado.
   *
   * Until the transaction ends, other attempts at the same radicado wait: no rush of guesses passes the limit.
   */
  readonly lockVerificationAttempts: (radicado: Radicado) => Promise<VerificationAttempts | null>;
  /** Adds one failure in the database itself, so that attempts at the same time are all counted. */
  readonly recordVerificationFailure: (radicado: Radicado, failedAt: Date) => Promise<void>;
};
