import { z } from 'zod';
import { ConsentPurpose } from '../../domain/people/consent.ts';
import { CursorText, PqrsListItem } from './pqrs.ts';

/** Those who have filed something, by their latest filing; or everybody who ever wrote, by first contact. */
export const PeopleScope = z.enum(['con-pqrs', 'todas']);
export type PeopleScope = z.infer<typeof PeopleScope>;

/** What narrows the list of people. Names and numbers are looked for by the search, never in an address. */
export const PeopleFilter = z.strictObject({ scope: PeopleScope.default('con-pqrs') });
export type PeopleFilter = z.infer<typeof PeopleFilter>;

/** What may stand in the address of the list of people. */
export const PeopleQuery = PeopleFilter.extend({
  cursor: CursorText.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** Where a person writes from; of a number only enough to recognise it. */
const PersonAddressView = z.object({ channel: z.string(), masked: z.string().nullable() });

/** A person as a row of the list. */
export const PersonItem = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  addresses: z.array(PersonAddressView),
  pqrsCount: z.int().min(0),
  firstSeenAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime(),
});
export type PersonItem = z.infer<typeof PersonItem>;

export const PeopleList = z.object({ items: z.array(PersonItem), nextCursor: z.string().nullable() });
export type PeopleList = z.infer<typeof PeopleList>;

/** The path of one person. */
export const PersonParams = z.strictObject({ id: z.uuid() });

/** One person with everything that they have had to do with the utility, as far as this reader may see it. */
export const PersonDetail = PersonItem.extend({
  pqrs: z.array(PqrsListItem),
  conversations: z.array(
    z.object({ id: z.uuid(), channel: z.string(), startedAt: z.iso.datetime(), lastAt: z.iso.datetime() }),
  ),
  /** Each choice with its proof: the version and the SHA-256 of the words that were shown. */
  consents: z.array(
    z.object({
      purpose: ConsentPurpose,
      granted: z.boolean(),
      channel: z.string(),
      textVersion: z.string(),
      textHash: z.string(),
      givenAt: z.iso.datetime(),
    }),
  ),
});
export type PersonDetail = z.infer<typeof PersonDetail>;
