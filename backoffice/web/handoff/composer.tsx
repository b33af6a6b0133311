import { Button, Group, Switch, Text, Textarea } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import type { Draft } from './drafts.ts';
import { SavedReply } from './saved-reply.tsx';
import { type Act, useAct } from './use-act.ts';
import { useSavedReply } from './use-saved-reply.ts';

/** The longest text that the server takes. */
const MAX_CHARACTERS = 4096;
/** From so few left on, one is told. */
const NEAR_CHARACTERS = 300;

const NO_ANSWER = { answer: '', reply: null, gaps: [] } as const satisfies Partial<Draft>;
/** Whoever deletes all of it begins anew. */
const EMPTIED = { answer: NO_ANSWER, note: { note: '' } } as const;

const ANSWER_KEYS = `${t('console.handoff.keys')} ${t('console.replies.insertKeys')}`;

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
  const act = useAct(talk.id, (done) => onDraft(done.act === 'note' ? EMPTIED.note : EMPTIED.answer));
  const saved = useSavedReply({ field, draft, onDraft });
  const { text, left, gaps, mayWrite, canSend } = stateOf({ talk, draft, saved, isPending: act.isPending });
  const mayPick = mayWrite && mode === 'answer';
  const send = () => canSend && act.mutate(actOf(draft));
  const onKeyDown = (event: KeyboardEvent) => {
    const does = keyOf(event, mayPick && text === '');
    if (does !== null) {
      event.preventDefault();
      (does === 'send' ? send : saved.open)();
    }
  };
  return (
    <Frame mode={mode} onSubmit={send}>
      <Textarea
        ref={field}
        label={mode === 'note' ? t('console.handoff.noteLabel') : t('console.handoff.answer')}
        description={mode === 'note' ? t('console.handoff.noteWhy') : ANSWER_KEYS}
        rows={3}
        resize="vertical"
        value={text}
        readOnly={!mayWrite}
        error={left < 0 && t('console.handoff.tooLong', { count: -left })}
        aria-keyshortcuts={mode === 'note' ? 'n' : 'r'}
        onChange={({ currentTarget: { value } }) => onDraft(value === '' ? EMPTIED[mode] : { [mode]: value })}
        onKeyDown={onKeyDown}
      />
      <Text size="sm" role="status" className="composer-status">
        {statusWords({ talk, mode, left, gaps })}
      </Text>
      {mode === 'answer' && (
        <SavedReply
          conversationId={talk.id}
          draft={draft}
          onDraft={onDraft}
          saved={saved}
          mayPick={mayPick}
        />
      )}
      <Failure error={act.error} title={t('console.handoff.notSent')} />
      <Controls
        mode={mode}
        isPending={act.isPending}
        canSend={canSend}
        onMode={(next) => onDraft({ mode: next })}
      />
    </Frame>
  );
}

type Circumstances = {
  readonly talk: InboxDetail;
  readonly draft: Draft;
  readonly saved: ReturnType<typeof useSavedReply>;
  readonly isPending: boolean;
};

function stateOf({ talk, draft, saved, isPending }: Circumstances) {
  const { mode } = draft;
  const text = draft[mode];
  const left = MAX_CHARACTERS - text.trim().length;
  const gaps = mode === 'answer' ? saved.gaps : [];
  const mayWrite = talk.possible.includes(mode) && !isPending;
  const canSend = mayWrite && text.trim() !== '' && left >= 0 && gaps.length === 0;
  return { text, left, gaps, mayWrite, canSend };
}

type ControlProps = {
  readonly mode: Draft['mode'];
  readonly isPending: boolean;
  readonly canSend: boolean;
  readonly onMode: (mode: Draft['mode']) => void;
};

/** Whether it is an answer or a note, and the button that sends or saves it. */
function Controls({ mode, isPending, canSend, onMode }: ControlProps) {
  return (
    <Group justify="space-between" gap="sm">
      <Switch
        className="composer-switch"
        label={t('console.handoff.noteSwitch')}
        checked={mode === 'note'}
        disabled={isPending}
        onChange={({ currentTarget }) => onMode(currentTarget.checked ? 'note' : 'answer')}
      />
      <Button
        type="submit"
        {...(mode === 'note' && { color: 'yellow', autoContrast: true })}
        loading={isPending}
        disabled={!canSend}
      >
        {mode === 'note' ? t('console.handoff.saveNote') : t('console.handoff.send')}
      </Button>
    </Group>
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

type State = {
  readonly talk: InboxDetail;
  readonly mode: Draft['mode'];
  readonly left: number;
  readonly gaps: readonly string[];
};

/** Why one cannot answer, what is still missing, or that there is little room left. */
function statusWords({ talk: { possible, owner, assignee }, mode, left, gaps }: State): string {
  if (!possible.includes(mode)) {
    return owner === 'human' && assignee !== null
      ? t('console.handoff.lostTo', assignee)
      : t('console.handoff.takeFirst');
  }
  if (gaps.length > 0) {
    return t('console.replies.gaps', { gaps: gaps.join(', ') });
  }
  return left >= 0 && left <= NEAR_CHARACTERS ? t('console.handoff.left', { count: left }) : '';
}

/** What a key does: it sends, or in an empty answer it opens the saved replies; null for what is typed. */
function keyOf(event: KeyboardEvent, mayPick: boolean): 'send' | 'pick' | null {
  const { key, ctrlKey, metaKey, nativeEvent } = event;
  if (nativeEvent.isComposing) {
    return null;
  }
  if (key === 'Enter' && (ctrlKey || metaKey)) {
    return 'send';
  }
  return mayPick && key === '/' && !ctrlKey && !metaKey ? 'pick' : null;
}

function actOf({ mode, reply, ...draft }: Draft): Act {
  const text = draft[mode].trim();
  return mode === 'answer' && reply !== null
    ? { act: 'answer', text, reply: reply.versionId }
    : { act: mode, text };
}
