import { Button, Group, Text } from '@mantine/core';
import type { QueueRow } from '../../contracts/outbox.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { channelWords } from '../people/address-words.ts';
import { t } from '../words.ts';
import { StackedTable } from './stacked-table.tsx';
import { useQueue } from './use-outbox.ts';

const COUNTS = ['waiting', 'sending', 'retrying', 'oldest', 'failed', 'skipped', 'expired'] as const;

/** How much waits on each channel, for how long, and how much of the last day did not leave. */
export function Queue() {
  const { data, error, refetch, isFetching } = useQueue();
  return (
    <Card title={t('console.channels.queue.title')}>
      <Failure error={error} onRetry={() => void refetch()} />
      <Group gap="sm" mb="md">
        <Text role="status">
          {data ? (
            <>
              {t('console.channels.queue.at')} <DateTime value={data.at} long />
            </>
          ) : (
            t('console.frame.loading')
          )}
        </Text>
        <Button
          variant="default"
          leftSection={<Icon name="refresh" />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t('console.channels.refresh')}
        </Button>
      </Group>
      {data && data.rows.length === 0 && (
        <Empty
          icon="check"
          title={t('console.channels.queue.emptyTitle')}
          whatToDo={t('console.channels.queue.emptyHow')}
        />
      )}
      {data && data.rows.length > 0 && (
        <StackedTable
          caption={t('console.channels.queue.title')}
          columns={[
            t('console.channels.channel'),
            t('console.channels.class'),
            ...COUNTS.map((name) => t(`console.channels.queue.${name}`)),
          ]}
          rows={data.rows.map(toRow)}
        />
      )}
    </Card>
  );
}

function toRow(row: QueueRow) {
  const { channel, waiting, sending, retrying, oldestAt, failed, skipped, expired } = row;
  return {
    key: `${channel} ${row.class}`,
    head: channelWords(channel),
    cells: [
      t(`console.channels.class.${row.class}`),
      waiting,
      sending,
      retrying,
      oldestAt === null ? t('console.none') : <DateTime key="oldest" value={oldestAt} />,
      failed,
      skipped,
      expired,
    ],
  };
}
