import { z } from 'zod';
import { Attachment, MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import { PqrsKind } from '../../domain/pqrs/peticion.ts';
import { GeoPoint } from '../../domain/pqrs/pqrs.ts';

/** The id of the filing form, under which its draft is kept. */
export const FILING_FORM = 'pqrs';

/** As many files as one petición may carry. */
export const MAX_ANNEXES = 10;

/** As long as a description may be (domain/pqrs/pqrs.ts). */
export const MAX_DESCRIPTION_CHARACTERS = 4000;
export const MAX_BARRIO_TEXT_CHARACTERS = 120;

/** What has been answered so far. Every value has a default, so that a draft of an earlier version can be read. */
export const FilingValues = z.object({
  kind: PqrsKind.nullable().default(null).catch(null),
  aboutService: z.boolean().default(true).catch(true),
  /** What the person wrote before the form began: offered as the description, never taken without asking. */
  said: z.string().max(MAX_TEXT_CHARACTERS).nullable().default(null).catch(null),
  description: z.string().max(MAX_DESCRIPTION_CHARACTERS).nullable().default(null).catch(null),
  barrioId: z.string().nullable().default(null).catch(null),
  barrioText: z.string().max(MAX_BARRIO_TEXT_CHARACTERS).nullable().default(null).catch(null),
  /** Where it is, when the person pointed at it on the map. */
  location: GeoPoint.nullable().default(null).catch(null),
  accountNumber: z.string().nullable().default(null).catch(null),
  annexes: z.array(Attachment).max(MAX_ANNEXES).default([]).catch([]),
});
export type FilingValues = z.infer<typeof FilingValues>;
