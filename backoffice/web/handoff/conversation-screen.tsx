import './handoff.css';
import { Skeleton, Stack, Title } from '@mantine/core';
import { ApiFailure } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { TextLink, useParam } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { Conversation } from './conversation.tsx';
import { toSearch, useInboxFilters } from './inbox-filters.tsx';
import { InboxList } from './inbox-list.tsx';
import { InboxPane } from './inbox-pane.tsx';
import { personWords } from './inbox-words.ts';
import { useConversation } from './use-conversation.ts';

/** One conversation, beside the list where there is room for both. */
export function Screen() {
  const id = useParam('id');
  const { asked } = useInboxFilters();
  const { data: known, error, refetch } = useConversation(id);
  // What one may no longer read is not shown on because it was read before.
  const data = isRefused(error) ? undefined : known;
  return (
    <div className="inbox with-talk">
      <InboxPane labelledBy="conversaciones">
        <Title order={2} size="h3" mb="md" id="conversaciones">
          {t('console.handoff.title')}
        </Title>
        <InboxList open={data ?? null} />
      </InboxPane>
      <div className="inbox-talk">
        <TextLink to="/conversaciones" search={toSearch(asked)} className="inbox-back">
          {t('console.handoff.back')}
        </TextLink>
        <Page title={data ? personWords(data) : t('console.handoff.one')}>
          <Failure error={error} onRetry={() => void refetch()} />
          {data && <Conversation key={id} talk={data} />}
          {!data && error === null && <Waiting />}
        </Page>
      </div>
    </div>
  );
}

function isRefused(error: Error | null): boolean {
  return error instanceof ApiFailure && [403, 404].includes(error.status);
}

function Waiting() {
  return (
    <Stack gap="md" role="status" aria-label={t('console.frame.loading')}>
      <Skeleton height={28} width="12rem" />
      <Skeleton height={220} />
    </Stack>
  );
}
