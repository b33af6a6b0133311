import { Button, Group, Switch, Text, Textarea } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import type { Draft } from './drafts.ts';
import { useAct } from './use-act.ts';

/** The longest text that the server takes. */
const MAX_CHARACTERS = 4096;
/** From so few left on, one is told. */
const NEAR_CHARACTERS = 300;

type Props = {
  readonly talk: InboxDetail;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: Draft;
  readonly onDraft: (part: Partial<Draft>) => void;
};

/**
 * Where a colleague writes an answer, or a note that is never sent.
 *
 * What was written stays until the server has it, and also when a colleague takes the conversation meanwhile.
 */
export function Composer({ talk, field, draft, onDraft }: Props) {
  const { mode } = draft;
  const act = useAct(talk.id, (done) => onDraft(done.act === 'note' ? { note: '' } : { answer: '' }));
  const text = draft[mode];
  const may = talk.possible.includes(mode);
  const left = MAX_CHARACTERS - text.trim().length;
  const canSend = may && text.trim() !== '' && left >= 0 && !act.isPending;
  const send = () => canSend && act.mutate({ act: mode, text: text.trim() });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <Frame mode={mode} onSubmit={send}>
      <Textarea
        ref={field}
        label={mode === 'note' ? t('console.handoff.noteLabel') : t('console.handoff.answer')}
        description={mode === 'note' ? t('console.handoff.noteWhy') : t('console.handoff.keys')}
        rows={3}
        resize="vertical"
        value={text}
        readOnly={!may || act.isPending}
        error={left < 0 && t('console.handoff.tooLong', { count: -left })}
        aria-keyshortcuts={mode === 'note' ? 'n' : 'r'}
        onChange={({ currentTarget }) => onDraft({ [mode]: currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <Text size="sm" role="status" className="composer-status">
        {statusWords({ talk, mode, left })}
      </Text>
      <Failure error={act.error} title={t('console.handoff.notSent')} />
      <Group justify="space-between" gap="sm">
        <Switch
          className="composer-switch"
          label={t('console.handoff.noteSwitch')}
          checked={mode === 'note'}
          disabled={act.isPending}
          onChange={({ currentTarget }) => onDraft({ mode: currentTarget.checked ? 'note' : 'answer' })}
        />
        <Button
          type="submit"
          {...(mode === 'note' && { color: 'yellow', autoContrast: true })}
          loading={act.isPending}
          disabled={!canSend}
        >
          {mode === 'note' ? t('console.handoff.saveNote') : t('console.handoff.send')}
        </Button>
      </Group>
    </Frame>
  );
}

type FrameProps = {
  readonly mode: Draft['mode'];
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

function Frame({ mode, onSubmit, children }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form
      className={mode === 'note' ? 'composer is-note' : 'composer'}
      aria-label={t('console.handoff.compose')}
      onSubmit={submit}
    >
      {children}
    </form>
  );
}

type State = { readonly talk: InboxDetail; readonly mode: Draft['mode']; readonly left: number };

/** Why one cannot answer, or that there is little room left. */
function statusWords({ talk: { possible, owner, assignee }, mode, left }: State): string {
  if (!possible.includes(mode)) {
    return owner === 'human' && assignee !== null
      ? t('console.handoff.lostTo', assignee)
      : t('console.handoff.takeFirst');
  }
  return left >= 0 && left <= NEAR_CHARACTERS ? t('console.handoff.left', { count: left }) : '';
}

function isSendKey({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && !nativeEvent.isComposing;
}
