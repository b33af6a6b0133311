import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type ScreenKey, useScreenKeys } from '../frame/screen-keys.ts';
import { t } from '../words.ts';
import { Composer } from './composer.tsx';
import { type Draft, useDraft } from './drafts.ts';
import { TalkActions } from './talk-actions.tsx';
import { TalkHead } from './talk-head.tsx';
import { Timeline } from './timeline.tsx';
import { useAct } from './use-act.ts';
import type { Talk } from './use-conversation.ts';
import { useTake } from './use-take.ts';

/** One conversation: how it stands, what was said, and what one may do. */
export function Conversation({ talk }: { readonly talk: Talk }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, changeDraft] = useDraft(talk.id);
  const act = useAct(talk.id);
  const taking = useTake(talk, act);
  const { possible } = talk;
  const write = (mode: Draft['mode']) => {
    changeDraft({ mode });
    field.current?.focus();
  };
  useScreenKeys([
    ...keyIf(taking.isPossible, { key: 't', words: 'console.handoff.key.take', act: taking.press }),
    ...keyIf(possible.length > 0, {
      key: 'r',
      words: 'console.handoff.key.answer',
      act: () => write('answer'),
    }),
    ...keyIf(possible.includes('note'), {
      key: 'n',
      words: 'console.handoff.key.note',
      act: () => write('note'),
    }),
  ]);
  useFocusAfterAct(possible, { isDone: act.isSuccess, mayAnswer: () => field.current?.focus() });
  return (
    <div className="talk">
      <TalkHead talk={talk} />
      <TalkActions talk={talk} act={act} taking={taking} />
      <Timeline talk={talk} />
      {possible.length > 0 ? (
        <Composer talk={talk} field={field} draft={draft} onDraft={changeDraft} />
      ) : (
        <Text>{t('console.handoff.readOnly')}</Text>
      )}
    </div>
  );
}

function keyIf(isThere: boolean, key: ScreenKey): readonly ScreenKey[] {
  return isThere ? [key] : [];
}

type AfterAct = { readonly isDone: boolean; readonly mayAnswer: () => void };

/** What was pressed is gone once it is done: whoever took it writes next, and whoever gave it away is at the heading. */
function useFocusAfterAct(possible: Talk['possible'], { isDone, mayAnswer }: AfterAct): void {
  const before = useRef(possible);
  useEffect(() => {
    const could = before.current.includes('answer');
    before.current = possible;
    if (!isDone || could === possible.includes('answer')) {
      return;
    }
    if (!could) {
      mayAnswer();
    } else if (document.activeElement === document.body) {
      document.querySelector('h1')?.focus();
    }
  });
}
