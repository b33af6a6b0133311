import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { InboxItem } from '../../contracts/handoff.ts';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { InboxFilters, toSearch, useInboxFilters } from './inbox-filters.tsx';
import { InboxRow } from './inbox-row.tsx';
import { type ServerTime, useServerNow } from './server-now.ts';
import { useInbox } from './use-inbox.ts';

type Props = {
  /** The conversation beside the list, as it is; null when none is open. */
  readonly open: InboxItem | null;
};

/** The conversations of one view, as they change. */
export function InboxList({ open }: Props) {
  const { asked } = useInboxFilters();
  const list = useInbox(asked, open);
  return (
    <>
      <InboxFilters />
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.isError && <Waiting />}
      {list.data && list.items.length === 0 && (
        <Empty
          icon="channels"
          title={t(`console.handoff.empty.${asked.view}`)}
          whatToDo={t(`console.handoff.emptyHow.${asked.view}`)}
        />
      )}
      {list.time && list.items.length > 0 && (
        <>
          <Rows items={list.items} time={list.time} />
          <More list={list} />
        </>
      )}
    </>
  );
}

function Rows({ items, time }: { readonly items: readonly InboxItem[]; readonly time: ServerTime }) {
  const { asked } = useInboxFilters();
  const nowMs = useServerNow(time);
  const search = toSearch(asked);
  return (
    <ul className="inbox-rows" aria-label={t(`console.handoff.list.${asked.view}`)}>
      {items.map((item) => (
        <InboxRow key={item.id} item={item} nowMs={nowMs} search={search} />
      ))}
    </ul>
  );
}

function More({ list }: { readonly list: ReturnType<typeof useInbox> }) {
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const count = items.length;
  return (
    <Group mt="sm" gap="sm">
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('console.list.more')}
        </Button>
      )}
      <Text c="dimmed" size="sm">
        {hasNextPage ? t('console.handoff.shown', { count }) : t('console.handoff.allShown', { count })}
      </Text>
    </Group>
  );
}

function Waiting() {
  return (
    <Stack gap="xs" role="status" aria-label={t('console.frame.loading')}>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={84} />
      ))}
    </Stack>
  );
}
