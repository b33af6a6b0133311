import type { Attachment } from '../../domain/messages/content.ts';
import type { PersonFileReader } from '../../domain/messages/person-files.ts';
import type { IntakeReader, Intakes } from '../../domain/pqrs/intake.ts';
import type { PqrsDraft } from '../../domain/pqrs/pqrs.ts';
import type { Hmac, VerificationCode } from '../../domain/pqrs/verification.ts';
import type { InboxReading } from '../handoff/inbox-reading.ts';
import type { PeopleReading } from '../people/read-people.ts';

/** What the composition gives: storage, secrets, and what the assistant understands of words. */
export type IntakeSource = {
  readonly intakes: Intakes;
  readonly reader: IntakeReader;
  /** Where the files of a PQRS are that is being entered: the same place whenever it is asked for. */
  readonly openHome: (intakeId: string) => Promise<string>;
  readonly keepFile: (upload: {
    readonly conversationId: string;
    readonly name: string;
    readonly bytes: Uint8Array;
  }) => Promise<Attachment>;
  /** The code of the acuse: always the same for the same intake, although only its hash is stored. */
  readonly codeOf: (intakeId: string) => VerificationCode;
  readonly codeHmac: Hmac;
  /** Tells the same answers from others without telling them. */
  readonly digestOf: (answers: string) => string;
  /** The words of the aviso of today, as their proof. */
  readonly aviso: () => { readonly textVersion: string; readonly textHash: string };
  readonly isHealthMatter: (text: string) => boolean;
  readonly findBarrio: (words: string) => Pick<PqrsDraft, 'barrioId' | 'barrioText'>;
  readonly entity: () => {
    readonly name: string;
    readonly nit: string;
    readonly radicadoPrefix: string;
    readonly privacy: { readonly url: string };
  };
  readonly newId: () => string;
  readonly publicUrl: string;
};

/** What beginning a PQRS in somebody's name needs from outside. */
export type IntakeDesk = IntakeSource &
  Pick<PeopleReading, 'people' | 'pqrs' | 'calendar' | 'clock'> & {
    readonly files: PersonFileReader;
    readonly inbox: Pick<InboxReading, 'inbox' | 'acts'>;
  };
