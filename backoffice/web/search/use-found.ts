import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchGroup, SearchResult } from '../../contracts/search.ts';
import { api } from '../api.ts';
import { failureWords } from '../frame/failure.tsx';
import type { IconName } from '../frame/icon.tsx';
import { listDestinations } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { t } from '../words.ts';

/** While one types, the server is asked only when one pauses. */
const PAUSE_MS = 200;
const MIN_LENGTH = 2;
/** What was looked for is somebody's name or telephone: it is not kept longer than it is looked at. */
const KEPT_MS = 30_000;

type FoundItem = {
  readonly title: string;
  readonly detail: string;
  readonly path: string;
  readonly icon: IconName;
};

export type FoundGroup = { readonly label: string; readonly items: readonly FoundItem[] };

/** What a text leads to, in groups, and a sentence about it for whoever does not see them. */
export function useFound(text: string): { readonly groups: readonly FoundGroup[]; readonly message: string } {
  const { permissions } = useSession();
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const isAsked = asked.length >= MIN_LENGTH;
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: () => api.post<SearchResult>('/search', { text: asked }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    retry: false,
  });
  const places = findPlaces(text, permissions);
  const found = isAsked ? (data?.groups ?? []).map(toGroup).filter(({ items }) => items.length > 0) : [];
  const groups = [
    ...found,
    ...(places.length > 0 ? [{ label: t('console.search.places'), items: places }] : []),
  ];
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return { groups, message: messageOf({ isAsked, isFetching, error, count }) };
}

type State = {
  readonly isAsked: boolean;
  readonly isFetching: boolean;
  readonly error: Error | null;
  readonly count: number;
};

function messageOf({ isAsked, isFetching, error, count }: State): string {
  if (!isAsked) {
    return t('console.search.hint');
  }
  if (isFetching) {
    return t('console.search.searching');
  }
  if (error !== null) {
    return failureWords(error);
  }
  return count === 0 ? t('console.search.nothing') : t('console.search.found', { count });
}

function findPlaces(text: string, permissions: readonly string[]): readonly FoundItem[] {
  const wanted = plain(text);
  return listDestinations(permissions)
    .map(({ path, title, icon }) => ({ title: t(title), detail: '', path, icon }))
    .filter(({ title }) => plain(title).includes(wanted));
}

const ICONS: Readonly<Record<SearchGroup['kind'], IconName>> = {
  pqrs: 'inbox',
  person: 'person',
  barrio: 'pin',
};

function toGroup({ kind, items }: SearchGroup): FoundGroup {
  return {
    label: t(`console.search.kind.${kind}`),
    items: items.map((item) => ({ ...item, icon: ICONS[kind] })),
  };
}

/** Without capitals and accents, as people type. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
