import { queryOptions, useQuery } from '@tanstack/react-query';
import type { EntityView } from '../contracts/entity.ts';
import { api } from './api.ts';
import { t } from './words.ts';

const STALE_MS = 10 * 60_000;

const entityQuery = queryOptions({
  queryKey: ['entity'],
  queryFn: ({ signal }) => api.get<EntityView>('/entity', { signal }),
  staleTime: STALE_MS,
});

/** What stands above every screen until the server has said whose console this is. */
const NOBODY: EntityView = {
  name: t('console.title'),
  assistantName: '',
  colors: { primary: '#0b4f8a', onPrimary: '#ffffff' },
  logo: null,
  services: [],
};

/** Whose console this is: the name, the colours and the logo. */
export function useEntity(): EntityView {
  return useQuery(entityQuery).data ?? NOBODY;
}
