import './audit.css';
import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { ChainCard } from './chain-card.tsx';
import { toQuery, useAuditFilters, useAuditLines } from './use-audit.ts';

/** Everything that changed, who did it, and whether the record of it is whole. */
export function Screen() {
  const [filters] = useAuditFilters();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAuditLines(filters);
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  const exported = `/api/v1/audit/export?${new URLSearchParams(toQuery(filters)).toString()}`;
  return (
    <Page
      title={t('console.audit.title')}
      description={t('console.audit.description')}
      actions={
        <Button
          component="a"
          href={exported}
          download
          variant="default"
          leftSection={<Icon name="download" />}
        >
          {t('console.audit.export')}
        </Button>
      }
    >
      <Stack gap="md">
        <AuditFilters />
        <Failure error={error} onRetry={() => void refetch()} />
        {data && (
          <VisuallyHidden role="status">{t('console.audit.loaded', { count: lines.length })}</VisuallyHidden>
        )}
        {data && lines.length === 0 && (
          <Empty icon="audit" title={t('console.audit.emptyTitle')} whatToDo={t('console.audit.emptyHow')} />
        )}
        {lines.length > 0 && <AuditTable lines={lines} />}
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('console.audit.more')}
          </Button>
        )}
        <ChainCard />
      </Stack>
    </Page>
  );
}
