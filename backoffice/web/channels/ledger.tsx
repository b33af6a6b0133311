import { Button, Group, NativeSelect, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { LedgerItem } from '../../contracts/outbox.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { channelWords } from '../people/address-words.ts';
import { t } from '../words.ts';
import { KindCell, PersonCell, StatusCell } from './message-cells.tsx';
import { StackedTable } from './stacked-table.tsx';
import { CHANNELS, STATUSES, useChannelsFilters, useLedger } from './use-outbox.ts';

/** What became of each message, newest first, and never what it says. */
export function Ledger() {
  const [filters] = useChannelsFilters();
  const ledger = useLedger(filters);
  const items = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      <Text>{t('console.channels.ledger.how')}</Text>
      <Filters isFetching={ledger.isFetching} onRefresh={() => void ledger.refetch()} />
      <Failure error={ledger.error} onRetry={() => void ledger.refetch()} />
      {ledger.isPending && !ledger.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {ledger.data && (
        <VisuallyHidden role="status">
          {t('console.channels.ledger.loaded', { count: items.length })}
        </VisuallyHidden>
      )}
      {ledger.data && items.length === 0 && (
        <Empty
          title={t('console.channels.ledger.emptyTitle')}
          whatToDo={t('console.channels.ledger.emptyHow')}
        />
      )}
      {items.length > 0 && <LedgerTable items={items} />}
      {ledger.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={ledger.isFetchingNextPage}
            onClick={() => void ledger.fetchNextPage()}
          >
            {t('console.channels.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type FiltersProps = { readonly isFetching: boolean; readonly onRefresh: () => void };

function Filters({ isFetching, onRefresh }: FiltersProps) {
  const [{ canal, estado }, change] = useChannelsFilters();
  return (
    <Group
      component="form"
      role="search"
      aria-label={t('console.channels.ledger.filters')}
      align="end"
      gap="sm"
    >
      <NativeSelect
        className="filter"
        label={t('console.channels.channel')}
        value={canal}
        data={CHANNELS.map((value) => ({
          value,
          label: value === 'todos' ? t('console.channels.any') : channelWords(value),
        }))}
        onChange={({ currentTarget }) => change({ canal: currentTarget.value as typeof canal })}
      />
      <NativeSelect
        className="filter"
        label={t('console.channels.status')}
        value={estado}
        data={STATUSES.map((value) => ({
          value,
          label: value === 'todos' ? t('console.channels.any') : t(`console.channels.status.${value}`),
        }))}
        onChange={({ currentTarget }) => change({ estado: currentTarget.value as typeof estado })}
      />
      <Button
        variant="default"
        leftSection={<Icon name="refresh" />}
        loading={isFetching}
        onClick={onRefresh}
      >
        {t('console.channels.refresh')}
      </Button>
    </Group>
  );
}

function LedgerTable({ items }: { readonly items: readonly LedgerItem[] }) {
  return (
    <StackedTable
      caption={t('console.channels.ledger.title')}
      columns={[
        t('console.channels.when'),
        t('console.channels.person'),
        t('console.channels.class'),
        t('console.channels.status'),
        t('console.channels.attempts'),
      ]}
      rows={items.map((item) => ({
        key: item.id,
        head: <DateTime value={item.sentAt ?? item.createdAt} />,
        cells: [
          <PersonCell key="person" item={item} />,
          <KindCell key="kind" item={item} />,
          <StatusCell key="status" item={item} />,
          item.attempts,
        ],
      }))}
    />
  );
}
