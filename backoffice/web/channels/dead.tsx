import { Button, Text } from '@mantine/core';
import type { LedgerItem } from '../../contracts/outbox.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { KindCell, PersonCell, StatusCell } from './message-cells.tsx';
import { type RetryRow, RetryRows } from './retry-rows.tsx';
import { useDead } from './use-outbox.ts';

/** The messages that did not leave, each with its reason and whether it may be tried again. */
export function Dead() {
  const dead = useDead();
  const items = dead.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t('console.channels.dead.title')}>
      <Text mb="sm">{t('console.channels.dead.how')}</Text>
      <Failure error={dead.error} onRetry={() => void dead.refetch()} />
      {dead.isPending && !dead.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {dead.data && items.length === 0 && (
        <Empty
          icon="check"
          title={t('console.channels.dead.emptyTitle')}
          whatToDo={t('console.channels.dead.emptyHow')}
        />
      )}
      <RetryRows
        caption={t('console.channels.dead.title')}
        columns={[
          t('console.channels.when'),
          t('console.channels.person'),
          t('console.channels.class'),
          t('console.channels.status'),
          t('console.channels.attempts'),
        ]}
        rows={items.map(toRow)}
      />
      {dead.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={dead.isFetchingNextPage}
          onClick={() => void dead.fetchNextPage()}
        >
          {t('console.channels.more')}
        </Button>
      )}
    </Card>
  );
}

function toRow(item: LedgerItem): RetryRow {
  return {
    id: item.id,
    source: 'messages',
    at: item.createdAt,
    verdict: item.retry,
    head: <DateTime value={item.createdAt} />,
    cells: [
      <PersonCell key="person" item={item} />,
      <KindCell key="kind" item={item} />,
      <StatusCell key="status" item={item} />,
      item.attempts,
    ],
  };
}
