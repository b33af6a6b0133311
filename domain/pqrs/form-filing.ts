import type { IncomingContent, OutgoingContent } from '../messages/content.ts';
import type { Conversation } from '../messages/conversation.ts';
import type { Consent } from '../people/consent.ts';
import type { Pqrs } from './pqrs.ts';

/** A form that was used, and what came of it. */
export type FiledForm = {
  readonly pqrs: Pqrs;
  /** Tells the same answers from others; which files came along is not in it. */
  readonly digest: string;
  /** SHA-256 of each annex, by which a file that is sent again is known. */
  readonly annexHashes: readonly (string | null)[];
};

/** The words of a form and of its acuse, for staff to read in a conversation like any other. */
export type FormConversation = {
  readonly message: IncomingContent;
  readonly replies: (pqrs: Pqrs) => readonly OutgoingContent[];
  /** The proof of the authorisation; null when the person gave none, which stops nothing. */
  readonly consent: Pick<Consent, 'purpose' | 'granted' | 'textVersion' | 'textHash'> | null;
  /** What the assistant remembers, should the conversation go on. */
  readonly memory: unknown;
} & Pick<Conversation, 'owner' | 'sensitivity'>;

/** A form whose answers are complete. */
export type FormToFile = {
  /** Given out with the empty form: whoever sends it again means the same filing. */
  readonly formId: string;
  readonly digest: string;
  /** The conversation that the form opened, in which its files are. */
  readonly conversationId: string;
  /** When the form arrived: the law counts from here. */
  readonly receivedAt: Date;
  /** Makes the PQRS once its number is known. */
  readonly open: (given: { readonly number: number; readonly contactId: string }) => Pqrs;
  /** Null when it is anonymous: nothing that was told is kept beside the PQRS itself. */
  readonly conversation: FormConversation | null;
};

/** Filing by the form of the web. Implemented in `prisma/repositories/form-filing.ts`. */
export type FormFilings = {
  /** What came of a form; null when it was not used. */
  readonly find: (formId: string) => Promise<FiledForm | null>;
  /**
   * Files a form once, in one transaction, however often and in how many processes at once it is sent.
   *
   * `isNew` is false when it was used before: then nothing was written, and the answers may have been others.
   */
  readonly file: (form: FormToFile) => Promise<FiledForm & { readonly isNew: boolean }>;
};

/** Whether a form that comes again brings nothing that was not filed with it. */
export function isSameFiling(
  filed: FiledForm,
  sent: { readonly digest: string; readonly fileHashes: readonly string[] },
): boolean {
  return filed.digest === sent.digest && sent.fileHashes.every((hash) => filed.annexHashes.includes(hash));
}
