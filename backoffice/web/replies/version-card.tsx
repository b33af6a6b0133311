import { Group, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReplyVersionView } from '../../contracts/replies.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { FactsList } from '../frame/facts-list.tsx';
import { t } from '../words.ts';
import { ApproveVersion, WithdrawVersion } from './decide-version.tsx';
import { type Change, listChanges } from './list-changes.ts';
import { versionWords } from './reply-words.ts';

type Props = {
  readonly replyId: string;
  readonly version: ReplyVersionView;
  /** The version that was approved before it; null when none was. */
  readonly before: ReplyVersionView | null;
};

/** One version: its words, what changed in them, who stands behind it, and what one may do with it. */
export function VersionCard({ replyId, version, before }: Props) {
  const { text, state, possible } = version;
  const isWaiting = state === 'proposed';
  return (
    <Card title={versionWords(version)}>
      <p className="reply-text">{text}</p>
      {before !== null && (
        <details className="reply-changes" open={isWaiting}>
          <summary>{t('console.replies.changes', before)}</summary>
          <p className="reply-text">
            {listChanges(before.text, text).map((change, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no name but their place.
              <Part key={at} change={change} />
            ))}
          </p>
        </details>
      )}
      <FactsList facts={factsOf(version)} />
      {isWaiting && !possible.includes('approve') && (
        <Text mt="sm">
          {t(
            possible.includes('withdraw')
              ? 'console.replies.othersApprove'
              : 'console.replies.awaitsApproval',
          )}
        </Text>
      )}
      <Group mt="md" gap="sm">
        {possible.includes('approve') && <ApproveVersion replyId={replyId} version={version} />}
        {possible.includes('withdraw') && <WithdrawVersion replyId={replyId} version={version} />}
      </Group>
    </Card>
  );
}

function Part({ change: { kind, text } }: { readonly change: Change }) {
  if (kind === 'same') {
    return text;
  }
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <VisuallyHidden>{t(`console.replies.${kind}`)}</VisuallyHidden>
      {text}
    </Mark>
  );
}

function factsOf({ author, proposedAt, approval, withdrawal, uses }: ReplyVersionView) {
  const facts: (readonly [string, ReactNode])[] = [
    [t('console.replies.author'), <By key="author" who={author} at={proposedAt} />],
  ];
  if (approval) {
    const who = approval.own ? t('console.replies.approvedOwn', approval) : approval.by;
    facts.push(
      [t('console.replies.approvedBy'), <By key="approver" who={who} at={approval.at} />],
      [t('console.replies.uses'), `${uses}. ${t('console.replies.usesHint')}`],
    );
  }
  if (withdrawal) {
    facts.push(
      [t('console.replies.withdrawnBy'), <By key="withdrawer" who={withdrawal.by} at={withdrawal.at} />],
      [t('console.replies.reason'), withdrawal.reason],
    );
  }
  return facts;
}

function By({ who, at }: { readonly who: string; readonly at: string }) {
  return (
    <>
      {who}, <DateTime value={at} />
    </>
  );
}
