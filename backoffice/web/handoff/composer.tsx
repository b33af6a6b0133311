import './composer.css';
import { Button, Group, Switch, Text, Textarea } from '@mantine/core';
import type { ClipboardEvent, FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { AnswerFiles } from './answer-files.tsx';
import type { Draft } from './drafts.ts';
import { SavedReply } from './saved-reply.tsx';
import { type Act, useAct } from './use-act.ts';
import { useAnswerFiles } from './use-answer-files.ts';
import { useSavedReply } from './use-saved-reply.ts';

/** The longest text that the server takes. */
const MAX_CHARACTERS = 4096;
/** From so few left on, one is told. */
const NEAR_CHARACTERS = 300;

const NO_WORDS = { answer: '', reply: null, gaps: [] } as const satisfies Partial<Draft>;
/** Whoever deletes all of it begins anew; what goes with it stays. */
const EMPTIED = { answer: NO_WORDS, note: { note: '' } } as const;
const SENT = { answer: { ...NO_WORDS, files: [] }, note: EMPTIED.note } as const;

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
  const act = useAct(talk.id, (done) => onDraft(done.act === 'note' ? SENT.note : SENT.answer));
  const saved = useSavedReply({ field, draft, onDraft });
  const mayWrite = talk.possible.includes(mode) && !act.isPending;
  const mayAdd = mayWrite && mode === 'answer';
  const files = useAnswerFiles(talk.id, { draft, mayAdd });
  const { left, gaps, canSend } = stateOf({ draft, saved, mayWrite, files });
  const send = () => canSend && act.mutate(actOf(draft));
  const onKeyDown = (event: KeyboardEvent) => {
    const does = keyOf(event, mayAdd && draft.answer === '');
    if (does !== null) {
      event.preventDefault();
      (does === 'send' ? send : saved.open)();
    }
  };
  return (
    <Frame mode={mode} isOver={files.isOver} drop={files.drop} onSubmit={send}>
      <Words
        {...{ field, draft, left, mayWrite, onKeyDown }}
        onPaste={files.onPaste}
        onText={(text) => onDraft(text === '' ? EMPTIED[mode] : { [mode]: text })}
      />
      <Text size="sm" role="status" className="composer-status">
        {statusWords({ talk, mode, left, gaps, files })}
      </Text>
      {mode === 'answer' && (
        <Group gap="sm" align="flex-start">
          <SavedReply conversationId={talk.id} {...{ draft, onDraft, saved }} mayPick={mayAdd} />
          <AnswerFiles conversationId={talk.id} files={draft.files} mayAdd={mayAdd} onAdd={files.add} />
        </Group>
      )}
      <Failure error={act.error} title={t('console.handoff.notSent')} />
      <Controls {...{ mode, canSend }} isPending={act.isPending} onMode={(next) => onDraft({ mode: next })} />
    </Frame>
  );
}

type Circumstances = {
  readonly draft: Draft;
  readonly saved: ReturnType<typeof useSavedReply>;
  readonly mayWrite: boolean;
  readonly files: ReturnType<typeof useAnswerFiles>;
};

function stateOf({ draft, saved, mayWrite, files }: Circumstances) {
  const { mode } = draft;
  const text = draft[mode].trim();
  const left = MAX_CHARACTERS - text.length;
  const isReady = mode === 'note' || (saved.gaps.length === 0 && files.uploading + files.refused === 0);
  const isEmpty = text === '' && (mode === 'note' || draft.files.length === 0);
  return {
    left,
    gaps: mode === 'answer' ? saved.gaps : [],
    canSend: mayWrite && !isEmpty && left >= 0 && isReady,
  };
}

type WordsProps = Pick<Props, 'field' | 'draft'> & {
  readonly left: number;
  readonly mayWrite: boolean;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
};

function Words({ field, draft, left, mayWrite, onText, onKeyDown, onPaste }: WordsProps) {
  const { mode } = draft;
  return (
    <Textarea
      ref={field}
      label={mode === 'note' ? t('console.handoff.noteLabel') : t('console.handoff.answer')}
      description={mode === 'note' ? t('console.handoff.noteWhy') : ANSWER_KEYS}
      rows={3}
      resize="vertical"
      value={draft[mode]}
      readOnly={!mayWrite}
      error={left < 0 && t('console.handoff.tooLong', { count: -left })}
      aria-keyshortcuts={mode === 'note' ? 'n' : 'r'}
      onChange={({ currentTarget: { value } }) => onText(value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  );
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
  readonly isOver: boolean;
  readonly drop: ReturnType<typeof useAnswerFiles>['drop'];
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

function Frame({ mode, isOver, drop, onSubmit, children }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form
      className={`composer${mode === 'note' ? ' is-note' : ''}${isOver ? ' is-over' : ''}`}
      aria-label={t('console.handoff.compose')}
      onSubmit={submit}
      {...drop}
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
  readonly files: Pick<ReturnType<typeof useAnswerFiles>, 'uploading' | 'refused'>;
};

/** Why one cannot answer, what is still missing, or that there is little room left. */
function statusWords({ talk, mode, left, gaps, files }: State): string {
  if (!talk.possible.includes(mode)) {
    return notPossibleWords(talk);
  }
  if (gaps.length > 0) {
    return t('console.replies.gaps', { gaps: gaps.join(', ') });
  }
  if (mode === 'answer' && files.uploading > 0) {
    return t('console.handoff.filesUploading', { count: files.uploading });
  }
  if (mode === 'answer' && files.refused > 0) {
    return t('console.handoff.filesRefused');
  }
  return left >= 0 && left <= NEAR_CHARACTERS ? t('console.handoff.left', { count: left }) : '';
}

function notPossibleWords({ owner, assignee }: InboxDetail): string {
  return owner === 'human' && assignee !== null
    ? t('console.handoff.lostTo', assignee)
    : t('console.handoff.takeFirst');
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

function actOf({ mode, reply, files, ...draft }: Draft): Act {
  const text = draft[mode].trim();
  if (mode === 'note') {
    return { act: 'note', text };
  }
  const fileIds = files.flatMap((one) => (one.state === 'kept' ? [one.file.fileId] : []));
  return {
    act: 'answer',
    text,
    ...(reply !== null && { reply: reply.versionId }),
    ...(fileIds.length > 0 && { fileIds }),
  };
}
