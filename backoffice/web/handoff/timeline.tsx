import { Button, Text } from '@mantine/core';
import { useRef } from 'react';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { isWorthShowing, listAfterwards } from './line-words.ts';
import { TalkLine } from './talk-line.tsx';
import { type Talk, useEarlier } from './use-conversation.ts';
import { useSeen } from './use-seen.ts';
import { useTalkPlace } from './use-talk-place.ts';

/** What was said and done, the newest at the bottom, as it comes. */
export function Timeline({ talk }: { readonly talk: Talk }) {
  const box = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd, onScroll } = useTalkPlace(box, talk.lines);
  useSeen(box, talk);
  const earlier = useEarlier(talk.id);
  return (
    <div className="talk-box">
      <div
        className="talk-log"
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label={t('console.handoff.lines')}
        // Lines that were read long ago are no news.
        aria-live={earlier.isPending ? 'off' : 'polite'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
      >
        <Earlier talk={talk} earlier={earlier} onLast={() => box.current?.focus()} />
        <Lines talk={talk} />
      </div>
      {!isAtEnd && (
        <Button
          className="talk-latest"
          variant="default"
          leftSection={<Icon name="chevron-down" />}
          onClick={toEnd}
        >
          {t('console.handoff.latest')}
        </Button>
      )}
    </div>
  );
}

function Lines({ talk }: { readonly talk: Talk }) {
  const afterwards = listAfterwards(talk.lines);
  const shown = talk.lines.filter(isWorthShowing);
  if (shown.length === 0) {
    return <Text>{t('console.handoff.noLines')}</Text>;
  }
  return (
    <ol className="talk-lines">
      {shown.map((line) => (
        <TalkLine key={line.id} line={line} talk={talk} afterwards={afterwards.get(line.messageId ?? '')} />
      ))}
    </ol>
  );
}

type EarlierProps = {
  readonly talk: Talk;
  readonly earlier: ReturnType<typeof useEarlier>;
  /** Called when the first line of all has come and the button is gone. */
  readonly onLast: () => void;
};

function Earlier({ talk: { earlierAfter }, earlier, onLast }: EarlierProps) {
  const read = (after: number) =>
    earlier.mutate(after, { onSuccess: (part) => part.earlierAfter === null && onLast() });
  return (
    <>
      <Failure error={earlier.error} />
      {earlierAfter !== null && (
        <Button variant="default" mb="sm" loading={earlier.isPending} onClick={() => read(earlierAfter)}>
          {t('console.handoff.earlier')}
        </Button>
      )}
    </>
  );
}
