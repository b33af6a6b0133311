import './replies.css';
import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReplyItem, ReplyView } from '../../contracts/replies.ts';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { TextLink } from '../frame/link.tsx';
import { ROW_LINK } from '../frame/list-keys.ts';
import { Page } from '../frame/page.tsx';
import { WideTable } from '../frame/wide-table.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { ProposeReply } from './propose-reply.tsx';
import { topicWords } from './reply-words.ts';
import { useReplies } from './use-replies.ts';

const VALUES = { vista: ['en-uso', 'por-aprobar', 'retiradas'] } as const;
type Vista = (typeof VALUES.vista)[number];
const VIEWS: Readonly<Record<Vista, ReplyView>> = {
  'en-uso': 'in-use',
  'por-aprobar': 'waiting',
  retiradas: 'withdrawn',
};

/** The saved replies: those in use, those that wait for somebody, and those that nobody uses any more. */
export function Screen() {
  const [{ vista }, change] = useFilters(VALUES);
  const [words, setWords] = useState('');
  const mayPropose = useMay('conversations:work');
  return (
    <Page
      title={t('console.replies.title')}
      description={t('console.replies.intro')}
      actions={mayPropose && <ProposeReply />}
    >
      <Group component="search" align="end" gap="sm" mb="md">
        <Group role="group" aria-label={t('console.replies.views')} gap="xs">
          {VALUES.vista.map((one) => (
            <Button
              key={one}
              variant={one === vista ? 'filled' : 'default'}
              aria-pressed={one === vista}
              px="sm"
              onClick={() => change({ vista: one })}
            >
              {t(`console.replies.view.${one}`)}
            </Button>
          ))}
        </Group>
        <TextInput
          label={t('console.replies.search')}
          type="search"
          maxLength={60}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </Group>
      <Found vista={vista} words={words} />
    </Page>
  );
}

function Found({ vista, words }: { readonly vista: Vista; readonly words: string }) {
  const replies = useReplies(VIEWS[vista], words);
  const items = replies.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Failure error={replies.error} onRetry={() => void replies.refetch()} />
      {replies.isPending && !replies.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {replies.data && items.length === 0 && (
        <Empty
          icon="copy"
          title={t(`console.replies.emptyTitle.${vista}`)}
          whatToDo={t('console.replies.emptyHow')}
        />
      )}
      {items.length > 0 && <Rows items={items} />}
      {replies.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={replies.isFetchingNextPage}
          onClick={() => void replies.fetchNextPage()}
        >
          {t('console.replies.more')}
        </Button>
      )}
    </>
  );
}

function Rows({ items }: { readonly items: readonly ReplyItem[] }) {
  const heading = [
    t('console.replies.name'),
    t('console.replies.topic'),
    t('console.replies.begins'),
    t('console.replies.state'),
  ];
  return (
    <WideTable caption={t('console.replies.title')} heading={heading} className="replies-table">
      {items.map((item) => (
        <Table.Tr key={item.id}>
          <Table.Th scope="row">
            <TextLink to={`/respuestas/${item.id}`} {...ROW_LINK}>
              {item.name}
            </TextLink>
          </Table.Th>
          <Table.Td>{topicWords(item.topic)}</Table.Td>
          <Table.Td className="reply-begins">{item.snippet}</Table.Td>
          <Table.Td>
            {standingOf(item).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function standingOf({ inUse, waiting }: ReplyItem): readonly string[] {
  const lines = [
    ...(inUse ? [t('console.replies.isInUse', inUse)] : []),
    ...(waiting ? [t('console.replies.isWaiting', waiting)] : []),
  ];
  return lines.length > 0 ? lines : [t('console.replies.isWithdrawn')];
}
