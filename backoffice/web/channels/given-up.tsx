import { Button, Text } from '@mantine/core';
import type { GivenUpItem, SetApartItem } from '../../contracts/outbox.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { PersonCell } from './message-cells.tsx';
import { setApartWords } from './message-words.ts';
import { type RetryRow, RetryRows } from './retry-rows.tsx';
import { useGivenUp } from './use-outbox.ts';

/** What people sent us and could not be processed, each with its reason and whether it may be tried again. */
export function GivenUp() {
  const givenUp = useGivenUp();
  const pages = givenUp.data?.pages ?? [];
  const rows = [
    ...pages.flatMap(({ setApart }) => setApart).map(ofSetApart),
    ...pages.flatMap(({ items }) => items).map(ofEvent),
  ];
  return (
    <Card title={t('console.channels.givenUp.title')}>
      <Text mb="sm">{t('console.channels.givenUp.how')}</Text>
      <Failure error={givenUp.error} onRetry={() => void givenUp.refetch()} />
      {givenUp.isPending && !givenUp.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {givenUp.data && rows.length === 0 && (
        <Empty
          icon="check"
          title={t('console.channels.givenUp.emptyTitle')}
          whatToDo={t('console.channels.givenUp.emptyHow')}
        />
      )}
      <RetryRows
        caption={t('console.channels.givenUp.title')}
        columns={[t('console.channels.received'), t('console.channels.person'), t('console.channels.reason')]}
        rows={rows}
      />
      {givenUp.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={givenUp.isFetchingNextPage}
          onClick={() => void givenUp.fetchNextPage()}
        >
          {t('console.channels.more')}
        </Button>
      )}
    </Card>
  );
}

function ofEvent(item: GivenUpItem): RetryRow {
  return {
    id: item.id,
    source: 'events',
    at: item.receivedAt,
    verdict: item.retry,
    head: <DateTime value={item.receivedAt} />,
    cells: [<PersonCell key="person" item={item} />, t(`console.channels.givenUp.${item.reason}`)],
  };
}

/** It never reached a conversation, so nothing that came later supersedes it. */
function ofSetApart({ id, reason, phone, receivedAt }: SetApartItem): RetryRow {
  const person = { channel: 'whatsapp', phone, contactId: null, reserved: false } as const;
  return {
    id,
    source: 'setApart',
    at: receivedAt,
    verdict: 'allowed',
    head: <DateTime value={receivedAt} />,
    cells: [<PersonCell key="person" item={person} />, setApartWords(reason)],
  };
}
