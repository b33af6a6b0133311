import { z } from 'zod';
import type { Channel } from '../messages/address.ts';

/** The purposes that a person allows or refuses one by one (Ley 1581 art. 9; domain of each purpose in the aviso). */
export const ConsentPurpose = z.enum(['tramite', 'avisos', 'encuestas', 'salud', 'ubicacion']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** The proof of one choice: which text was shown, when, where (Ley 1581 art. 12; Decreto 1377/2013 art. 8). */
export type Consent = {
  readonly id: string;
  readonly contactId: string;
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  readonly textVersion: string;
  /** SHA-256 of the exact words that were shown. */
  readonly textHash: string;
  readonly channel: Channel;
  readonly eventId: bigint | null;
  readonly givenAt: Date;
};

export type ConsentRepository = {
  /** The newest choice of a person for a purpose, or null if never asked. */
  readonly findNewest: (contactId: string, purpose: ConsentPurpose) => Promise<Consent | null>;
  readonly insert: (consent: Consent) => Promise<void>;
};
