import './pqrs.css';
import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { ButtonLink, useGo } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { BulkBar } from '../lists/bulk-bar.tsx';
import { ExportMenu } from '../lists/export-menu.tsx';
import { SavedViews } from '../lists/saved-views.tsx';
import { useChosen } from '../lists/use-chosen.ts';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { toAddress, toApiFilter } from './list-address.ts';
import { ListFilters, statusWords, usePqrsFilters } from './list-filters.tsx';
import { ListTable } from './list-table.tsx';
import { usePqrsList } from './use-pqrs-list.ts';

/** The work queue: what expires first comes first. */
export function Screen() {
  const [filters] = usePqrsFilters();
  const { estado, vencimiento } = filters;
  const go = useGo();
  const apiFilter = toApiFilter(filters);
  const list = usePqrsList(apiFilter);
  const mayWork = useMay('pqrs:work');
  const chosen = useChosen(JSON.stringify(apiFilter));
  const filter = `${statusWords(estado)}, ${t(`console.vencimientoFilter.${vencimiento}`)}`.toLowerCase();
  return (
    <Page
      title={t('console.list.title')}
      actions={
        <>
          <SavedViews list="pqrs" filter={apiFilter} onOpen={(filter) => go('/pqrs', toAddress(filter))} />
          <ExportMenu filter={apiFilter} />
          {mayWork && (
            <ButtonLink to="/pqrs/nueva" leftSection={<Icon name="add" />}>
              {t('console.intake.open')}
            </ButtonLink>
          )}
        </>
      }
    >
      <ListFilters />
      <Failure error={list.error} onRetry={list.refresh} />
      {list.hasChanges && <Changed onRefresh={list.refresh} />}
      {list.isPending && !list.isError && <Waiting />}
      {list.data && list.items.length === 0 && <NothingFound />}
      {list.items.length > 0 && (
        <>
          <ListTable
            items={list.items}
            caption={t(
              filters.orden === 'recibida' ? 'console.filters.captionReceived' : 'console.list.caption',
              {
                filter,
              },
            )}
            chosen={mayWork ? chosen : null}
          />
          <More list={list} />
        </>
      )}
      {mayWork && <BulkBar chosen={chosen} />}
    </Page>
  );
}

function More({ list }: { readonly list: ReturnType<typeof usePqrsList> }) {
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return (
    <Group mt="md" gap="md">
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('console.list.more')}
        </Button>
      )}
      <Text c="dimmed" role="status">
        {hasNextPage
          ? t('console.list.shown', { count: items.length })
          : t('console.list.allShown', { count: items.length })}
      </Text>
    </Group>
  );
}

function Changed({ onRefresh }: { readonly onRefresh: () => void }) {
  return (
    <Alert role="status" color="blue" mb="md">
      <Group gap="md">
        <Text>{t('console.list.changed')}</Text>
        <Button size="compact-md" variant="default" onClick={onRefresh}>
          {t('console.list.refresh')}
        </Button>
      </Group>
    </Alert>
  );
}

function Waiting() {
  return (
    <Stack gap="xs">
      <Text role="status" className="aside">
        {t('console.frame.loading')}
      </Text>
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} height={44} />
      ))}
    </Stack>
  );
}

function NothingFound() {
  return (
    <Empty
      title={t('console.list.emptyTitle')}
      whatToDo={t('console.list.emptyHow')}
      action={
        <ButtonLink to="/pqrs" search={{ estado: 'todos' }}>
          {t('console.list.showAll')}
        </ButtonLink>
      }
    />
  );
}
