import './people.css';
import { Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import type { PersonItem } from '../../contracts/people.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { TextLink } from '../frame/link.tsx';
import { ROW_LINK } from '../frame/list-keys.ts';
import { Page } from '../frame/page.tsx';
import { WideTable } from '../frame/wide-table.tsx';
import { SavedViews } from '../lists/saved-views.tsx';
import { t } from '../words.ts';
import { addressWords } from './address-words.ts';
import { usePeople } from './use-people.ts';

const VALUES = { quienes: ['con-pqrs', 'todas'] } as const;

/** Who has written to the utility. A name or a number is looked for by the search, never here. */
export function Screen() {
  const [{ quienes }, change] = useFilters(VALUES);
  const people = usePeople(quienes);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const open = ({ scope }: Readonly<Record<string, string | number>>) =>
    change({ quienes: scope === 'todas' ? 'todas' : 'con-pqrs' });
  return (
    <Page
      title={t('console.people.title')}
      description={t('console.people.intro')}
      actions={<SavedViews list="people" filter={{ scope: quienes }} onOpen={open} />}
    >
      <NativeSelect
        className="people-scope"
        label={t('console.people.scope')}
        value={quienes}
        onChange={({ currentTarget }) => change({ quienes: currentTarget.value as typeof quienes })}
        data={VALUES.quienes.map((value) => ({ value, label: t(`console.people.scope.${value}`) }))}
        mb="md"
      />
      <Failure error={people.error} onRetry={() => void people.refetch()} />
      {people.isPending && !people.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {people.data && items.length === 0 && (
        <Empty icon="people" title={t('console.people.emptyTitle')} whatToDo={t('console.people.emptyHow')} />
      )}
      {items.length > 0 && <PeopleTable items={items} />}
      {people.hasNextPage && (
        <Group mt="md">
          <Button
            variant="default"
            loading={people.isFetchingNextPage}
            onClick={() => void people.fetchNextPage()}
          >
            {t('console.people.more')}
          </Button>
        </Group>
      )}
    </Page>
  );
}

function PeopleTable({ items }: { readonly items: readonly PersonItem[] }) {
  const heading = [
    t('console.people.name'),
    t('console.people.addresses'),
    t('console.people.pqrsCount'),
    t('console.people.lastContact'),
  ];
  return (
    <WideTable caption={t('console.people.title')} heading={heading}>
      {items.map((person) => (
        <Table.Tr key={person.id}>
          <Table.Th scope="row">
            <TextLink to={`/personas/${person.id}`} {...ROW_LINK}>
              {person.name ?? t('console.people.nameless')}
            </TextLink>
          </Table.Th>
          <Table.Td>{addressWords(person.addresses)}</Table.Td>
          <Table.Td>{person.pqrsCount}</Table.Td>
          <Table.Td>
            <DateTime value={person.lastContactAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}
