import './replies.css';
import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReplyDetail } from '../../contracts/replies.ts';
import { Failure } from '../frame/failure.tsx';
import { TextLink, useParam } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { ProposeVersion } from './propose-reply.tsx';
import { RenameReply } from './rename-reply.tsx';
import { topicWords } from './reply-words.ts';
import { useReply } from './use-replies.ts';
import { VersionCard } from './version-card.tsx';

/** One saved reply: what it says now, what waits, and what it said before. */
export function Screen() {
  const id = useParam('id');
  const reply = useReply(id);
  const first = reply.data?.pages[0];
  const versions = reply.data?.pages.flatMap((page) => page.versions) ?? [];
  return (
    <>
      <TextLink to="/respuestas" className="reply-back">
        {t('console.replies.back')}
      </TextLink>
      <Page
        title={first?.name ?? t('console.replies.one')}
        {...(first && { description: topicWords(first.topic) })}
        actions={first && <Actions reply={first} />}
      >
        <Failure error={reply.error} onRetry={() => void reply.refetch()} />
        {reply.isPending && !reply.isError && <Text role="status">{t('console.frame.loading')}</Text>}
        <Stack gap="md">
          {versions.map((version, at) => (
            <VersionCard
              key={version.id}
              replyId={id}
              version={version}
              before={versions.slice(at + 1).find(({ approval }) => approval !== null) ?? null}
            />
          ))}
        </Stack>
        {reply.hasNextPage && (
          <Button
            mt="md"
            variant="default"
            loading={reply.isFetchingNextPage}
            onClick={() => void reply.fetchNextPage()}
          >
            {t('console.replies.earlier')}
          </Button>
        )}
      </Page>
    </>
  );
}

function Actions({ reply }: { readonly reply: ReplyDetail }) {
  const { id, name, mayRename, mayPropose } = reply;
  return (
    <Group gap="sm">
      {mayRename && <RenameReply id={id} name={name} />}
      {mayPropose && <ProposeVersion id={id} text={newestOf(reply)} />}
    </Group>
  );
}

function newestOf({ versions }: ReplyDetail): string {
  return (versions.find(({ inUse }) => inUse) ?? versions[0])?.text ?? '';
}
