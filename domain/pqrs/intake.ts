import { z } from 'zod';
import type { EventOutcome } from '../messages/event.ts';
import type { Consent } from '../people/consent.ts';
import type { Pqrs, PqrsChannel } from './pqrs.ts';
import type { Radicado } from './radicado.ts';
import type { Reception } from './reception.ts';

/** How long the colleague who filed may print the code of the acuse, should the printer fail. */
const CODE_SHOWN_MS = 24 * 60 * 60 * 1000;

/** How the aviso de privacidad was given and accepted; filing depends on none of it (Ley 1581 of 2012, art. 10, lit. a). */
export const AvisoGiven = z.enum(['de-palabra', 'firmado', 'sin-autorizacion']);
export type AvisoGiven = z.infer<typeof AvisoGiven>;

/** Who asks, and where the answer goes (Ley 1437 of 2011, art. 16, no. 2). Nothing of it is needed to file. */
export type PetitionerDetails = {
  readonly document: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly postalAddress: string | null;
};

/** Whose PQRS it is: nobody's, of somebody who is known, or of somebody who comes for the first time. */
export type IntakePerson =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'known'; readonly contactId: string; readonly name: string | null }
  | { readonly kind: 'new'; readonly name: string | null };

/** What is kept of how a colleague began a PQRS. `id` is made by the browser: the same one means the same PQRS. */
export type IntakeRecord = {
  readonly id: string;
  /** Tells the same answers from others. */
  readonly digest: string;
  readonly openedById: string;
  readonly filedAt: Date;
  readonly aviso: AvisoGiven | null;
  readonly details: PetitionerDetails;
} & Pick<Reception, 'lateReason' | 'readBack'>;

/** A PQRS that a colleague enters in somebody's name, complete. */
export type IntakeToFile = IntakeRecord & {
  /** Where its files are; null without any. */
  readonly conversationId: string | null;
  readonly person: IntakePerson;
  /** The proof of the authorisation; null when none was given. */
  readonly consent: Pick<Consent, 'textVersion' | 'textHash'> | null;
  /** Only whoever may read health matters reads it. */
  readonly isHealth: boolean;
  /** Makes the PQRS once its number is known. */
  readonly open: (given: { readonly number: number; readonly contactId: string | null }) => Pqrs;
};

/** A PQRS that a colleague entered. */
export type FiledIntake = Pick<IntakeRecord, 'id' | 'digest' | 'openedById' | 'filedAt'> & {
  readonly pqrs: Pqrs;
};

/** Filing in somebody's name. Implemented in `prisma/repositories/intake.ts`. */
export type Intakes = {
  readonly find: (id: string) => Promise<FiledIntake | null>;
  /**
   * Files once, with its line of audit in the same transaction, however often and in how many processes it is sent.
   *
   * `isNew` is false when it had been filed: then nothing was written, and the answers may have been others.
   */
  readonly file: (intake: IntakeToFile) => Promise<FiledIntake & { readonly isNew: boolean }>;
};

/** What a turn writes of a PQRS that a colleague begins from a conversation, in the turn's transaction. */
export type IntakeRepository = {
  /** False when the same id has begun a PQRS before: then nothing was written. */
  readonly begin: (record: IntakeRecord) => Promise<boolean>;
  /** Names the PQRS that came of it. */
  readonly complete: (id: string, pqrs: Pick<Pqrs, 'id'>) => Promise<void>;
};

/** Everything that a constancia tells beside the PQRS itself. */
export type ReadIntake = Omit<IntakeRecord, 'digest'> & {
  /** Who received it; null when nobody knows them any more. */
  readonly openedByName: string | null;
  readonly channel: PqrsChannel;
};

/** What became of what a colleague put into a conversation: null before its turn has come. */
export type IntakeAct = {
  readonly digest: string;
  readonly openedById: string;
  readonly outcome: EventOutcome | null;
};

/** What the console asks about PQRS that colleagues began. */
export type IntakeReader = {
  readonly findByRadicado: (radicado: Radicado) => Promise<ReadIntake | null>;
  /** What a colleague put into a conversation under this id; null when there is nothing. */
  readonly findAct: (conversationId: string, intakeId: string) => Promise<IntakeAct | null>;
  /** When the first of these messages of the person came; null unless all of them are in that conversation. */
  readonly findFirstSaid: (conversationId: string, eventIds: readonly string[]) => Promise<Date | null>;
};

/**
 * Whether the code of an acuse may be shown once more: to the colleague who gave it to the person, on the day of it.
 *
 * It opens the state of the PQRS to whoever has it, so it is not for everybody who reads the PQRS. What went out into a
 * conversation is never repeated on paper.
 */
export function maySeeCode(
  intake: Pick<ReadIntake, 'openedById' | 'filedAt'> & { readonly isFromConversation: boolean },
  reader: { readonly staffId: string; readonly now: Date },
): boolean {
  const age = reader.now.getTime() - intake.filedAt.getTime();
  return !intake.isFromConversation && intake.openedById === reader.staffId && age <= CODE_SHOWN_MS;
}

/** The words of a petición: what is asked, and why, as one text (DUR 1069 of 2015, 2.2.3.12.3, nos. 4 and 5). */
export function describePetition({
  object,
  reasons,
}: {
  readonly object: string;
  readonly reasons: string | null;
}): string {
  return reasons === null ? object : `${object}\n\n${reasons}`;
}
