import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { SearchResult } from '../contracts/search.ts';
import { MAX_FOUND, type SearchProvider } from './search-provider.ts';

/** Everything that a text finds for a role, in the order of the providers. */
export async function searchEverywhere(
  text: string,
  role: StaffRole,
  providers: readonly SearchProvider[],
): Promise<SearchResult> {
  const request = { text, withHealth: hasPermission(role, 'health:read') };
  const allowed = providers.filter(({ access }) => hasPermission(role, access));
  const groups = await Promise.all(
    allowed.map(async ({ kind, find }) => ({ kind, items: (await find(request)).slice(0, MAX_FOUND) })),
  );
  return { groups: groups.filter(({ items }) => items.length > 0) };
}
