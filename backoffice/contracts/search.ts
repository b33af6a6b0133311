import { z } from 'zod';

/** What is looked for travels in a body: a name or a number must never stand in an address or in a log. */
export const SearchBody = z.strictObject({ text: z.string().trim().min(1).max(100) });
export type SearchBody = z.infer<typeof SearchBody>;

/** Something that was found, and the path of the console where it is. */
export const SearchItem = z.object({ title: z.string(), detail: z.string(), path: z.string() });
export type SearchItem = z.infer<typeof SearchItem>;

export const SearchGroup = z.object({
  kind: z.enum(['pqrs', 'person', 'barrio']),
  items: z.array(SearchItem),
});
export type SearchGroup = z.infer<typeof SearchGroup>;

/** Only groups in which something was found, in a fixed order. */
export const SearchResult = z.object({ groups: z.array(SearchGroup) });
export type SearchResult = z.infer<typeof SearchResult>;
