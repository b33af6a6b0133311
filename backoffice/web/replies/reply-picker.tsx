import './replies.css';
import { Box, Modal, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { FilledReply, ReplyItem } from '../../contracts/replies.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { topicWords } from './reply-words.ts';
import { useFillReply, useReplyChoices } from './use-replies.ts';

type Props = {
  readonly conversationId: string;
  readonly opened: boolean;
  /** Whether the focus goes back to where it was asked; not when a reply was chosen. */
  readonly returnsFocus: boolean;
  readonly onClose: () => void;
  readonly onChosen: (reply: FilledReply) => void;
};

/** Lets a colleague choose a reply that is in use, by mouse or by keyboard alone. */
export function ReplyPicker({ opened, returnsFocus, onClose, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.replies.pick')}
      size="lg"
      returnFocus={returnsFocus}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <Choices {...rest} />
    </Modal>
  );
}

function Choices({ conversationId, onChosen }: Pick<Props, 'conversationId' | 'onChosen'>) {
  const [words, setWords] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const { data, error, refetch, isSettled } = useReplyChoices(words);
  const fill = useFillReply(conversationId);
  const items = data?.items ?? [];
  const at = Math.min(place, items.length - 1);
  const choose = (item: ReplyItem | undefined) => {
    if (item?.inUse && !fill.isPending) {
      fill.mutate(item.inUse.versionId, { onSuccess: onChosen });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setPlace((at + step + items.length) % items.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // What stands there may still be what was found before.
      choose(isSettled ? items[at] : undefined);
    }
  };
  const onWords = (text: string) => {
    setWords(text);
    setPlace(0);
  };
  return (
    <>
      <TextInput
        label={t('console.replies.search')}
        description={t('console.replies.pickHow')}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        {...(items[at] && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` })}
        autoComplete="off"
        maxLength={60}
        value={words}
        onChange={({ currentTarget }) => onWords(currentTarget.value)}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <Failure error={error ?? fill.error} onRetry={() => void refetch()} />
      <Text role="status" size="sm" mt="xs">
        {data && foundWords(items.length)}
      </Text>
      <Options id={listId} items={items} at={at} onChoose={choose} />
    </>
  );
}

type OptionsProps = {
  readonly id: string;
  readonly items: readonly ReplyItem[];
  readonly at: number;
  readonly onChoose: (item: ReplyItem) => void;
};

function Options({ id, items, at, onChoose }: OptionsProps) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Box className="reply-choices" role="listbox" id={id} aria-label={t('console.replies.title')}>
      {items.map((item, index) => (
        <Choice
          key={item.id}
          id={`${id}-${index}`}
          item={item}
          isAt={index === at}
          onChoose={() => onChoose(item)}
        />
      ))}
    </Box>
  );
}

type ChoiceProps = {
  readonly id: string;
  readonly item: ReplyItem;
  readonly isAt: boolean;
  readonly onChoose: () => void;
};

function Choice({ id, item: { name, topic, snippet }, isAt, onChoose }: ChoiceProps) {
  useEffect(() => {
    if (isAt) {
      document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
    }
  }, [id, isAt]);
  return (
    <Box id={id} className="reply-choice" role="option" aria-selected={isAt} onClick={onChoose}>
      <Text component="div" fw={650}>
        {name}
      </Text>
      <Text component="div" size="sm">
        {topic !== null && `${topicWords(topic)} · `}
        {snippet}
      </Text>
    </Box>
  );
}

function stepOf({ key }: KeyboardEvent): -1 | 0 | 1 {
  if (key === 'ArrowDown') {
    return 1;
  }
  return key === 'ArrowUp' ? -1 : 0;
}

function foundWords(count: number): string {
  return count === 0 ? t('console.replies.pickNone') : t('console.replies.pickFound', { count });
}
