import { Button, Group, Text } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { ReplyPicker } from '../replies/reply-picker.tsx';
import { t } from '../words.ts';
import type { Draft } from './drafts.ts';
import type { useSavedReply } from './use-saved-reply.ts';

type Props = {
  readonly conversationId: string;
  readonly draft: Draft;
  readonly onDraft: (part: Partial<Draft>) => void;
  readonly saved: ReturnType<typeof useSavedReply>;
  readonly mayPick: boolean;
};

/** The way to the saved replies, and with which one this answer began. */
export function SavedReply({ conversationId, draft: { reply }, onDraft, saved, mayPick }: Props) {
  return (
    <Group gap="sm" {...(reply === null && { className: 'composer-saved' })}>
      <Button variant="default" leftSection={<Icon name="copy" />} onClick={saved.open} disabled={!mayPick}>
        {t('console.replies.insert')}
      </Button>
      {reply !== null && (
        <>
          <Text size="sm">{t('console.replies.picked', reply)}</Text>
          <Button variant="subtle" px="xs" disabled={!mayPick} onClick={() => onDraft({ reply: null })}>
            {t('console.replies.unpick')}
          </Button>
        </>
      )}
      <ReplyPicker
        conversationId={conversationId}
        opened={saved.isOpen}
        returnsFocus={saved.returnsFocus}
        onClose={saved.close}
        onChosen={saved.choose}
      />
    </Group>
  );
}
