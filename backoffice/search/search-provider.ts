import type { Permission } from '../../domain/people/permissions.ts';
import type { SearchGroup, SearchItem } from '../contracts/search.ts';

/** The most that a group shows. */
export const MAX_FOUND = 8;

/** What is looked for, by whom. The text is never logged. */
export type SearchRequest = { readonly text: string; readonly withHealth: boolean };

/** One kind of thing that can be found. A feature adds its own to the list that the console is made with. */
export type SearchProvider = {
  readonly kind: SearchGroup['kind'];
  /** Who lacks it is not searched for. */
  readonly access: Permission;
  /** At most `MAX_FOUND`, the likeliest first. */
  readonly find: (request: SearchRequest) => Promise<readonly SearchItem[]>;
};
