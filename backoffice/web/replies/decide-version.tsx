import { Button, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { ReplyVersionView } from '../../contracts/replies.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useApprove, useWithdraw } from './use-replies.ts';

const MAX_REASON = 300;

type Props = { readonly replyId: string; readonly version: ReplyVersionView };

/** Puts a version into use, once it was asked. */
export function ApproveVersion({ replyId, version: { number } }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const approve = useApprove(replyId);
  const confirm = () =>
    approve.mutate(number, { onSuccess: () => finish(close, t('console.replies.approved', { number })) });
  return (
    <>
      <Button onClick={open}>{t('console.replies.approve')}</Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        onConfirm={confirm}
        title={t('console.replies.approveAsk', { number })}
        confirm={t('console.replies.approveYes')}
        pending={approve.isPending}
        error={approve.error}
        returnsFocus={!approve.isSuccess}
      >
        <Text>{t('console.replies.approveWhat')}</Text>
      </ConfirmDialog>
    </>
  );
}

/** Takes a version out of use, with a reason. */
export function WithdrawVersion({ replyId, version: { number } }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const withdraw = useWithdraw(replyId);
  const confirm = () =>
    withdraw.mutate(
      { number, reason: reason.trim() },
      { onSuccess: () => finish(close, t('console.replies.withdrawn', { number })) },
    );
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('console.replies.withdraw')}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        onConfirm={confirm}
        title={t('console.replies.withdrawAsk', { number })}
        confirm={t('console.replies.withdrawYes')}
        danger
        pending={withdraw.isPending}
        disabled={reason.trim() === ''}
        error={withdraw.error}
        returnsFocus={!withdraw.isSuccess}
      >
        <Text mb="md">{t('console.replies.withdrawWhat')}</Text>
        <Textarea
          label={t('console.replies.reason')}
          description={t('console.replies.reasonNeeded')}
          maxLength={MAX_REASON}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

/** What was pressed is gone once it is done: one goes on at the heading. */
function finish(close: () => void, words: string): void {
  close();
  notify(words);
  document.querySelector('h1')?.focus();
}
