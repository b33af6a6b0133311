import { z } from 'zod';
import { PeopleFilter } from './people.ts';
import { PqrsFilter } from './pqrs.ts';

/** A name that people give to a view. */
const ViewName = z.string().trim().min(1).max(60);

const named = { name: ViewName, shared: z.boolean().default(false) };

/** A list with its filter under a name. The filter is the one of the list's address: strict, without personal data. */
export const ViewBody = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('pqrs'), filter: PqrsFilter, ...named }),
  z.strictObject({ list: z.literal('people'), filter: PeopleFilter, ...named }),
]);
export type ViewBody = z.infer<typeof ViewBody>;

/** A view that this colleague may use; `own`: theirs to change. */
export const ViewItem = z.object({
  id: z.uuid(),
  list: z.enum(['pqrs', 'people']),
  name: z.string(),
  filter: z.record(z.string(), z.union([z.string(), z.number()])),
  shared: z.boolean(),
  own: z.boolean(),
  owner: z.string(),
});
export type ViewItem = z.infer<typeof ViewItem>;

export const ViewListView = z.object({ items: z.array(ViewItem) });
export type ViewListView = z.infer<typeof ViewListView>;

/** The path of one view. */
export const ViewParams = z.strictObject({ id: z.uuid() });
