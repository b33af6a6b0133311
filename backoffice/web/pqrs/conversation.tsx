import { Button, Group, Text } from '@mantine/core';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { TextLink } from '../frame/link.tsx';
import { t } from '../words.ts';
import { Reserved } from './reserved.tsx';

type View = PqrsDetail['conversation'];
type Open = Extract<View, { readonly access: 'open' }>;
type Line = Open['lines'][number];

type Props = {
  readonly conversation: View;
  /** Shows the part that begins after this line. */
  readonly onPart: (after: number) => void;
};

/** What was said, oldest first, or why it is not shown. */
export function Conversation({ conversation, onPart }: Props) {
  return (
    <Card title={t('console.conversation.title')} className="detail-talk">
      <Body conversation={conversation} onPart={onPart} />
    </Card>
  );
}

function Body({ conversation, onPart }: Props) {
  if (conversation.access === 'reserved') {
    return <Reserved />;
  }
  if (conversation.access !== 'open') {
    return <Text>{t(`console.conversation.${conversation.access}`)}</Text>;
  }
  return (
    <>
      <TextLink to={`/conversaciones/${conversation.id}`} className="pqrs-talk">
        {t('console.conversation.live')}
      </TextLink>
      <Part words={t('console.conversation.earlier')} after={conversation.earlierAfter} onPart={onPart} />
      {conversation.lines.length === 0 ? (
        <Text>{t('console.conversation.empty')}</Text>
      ) : (
        <ol className="talk">
          {conversation.lines.map((line) => (
            <TalkLine key={line.seq} line={line} />
          ))}
        </ol>
      )}
      <Part words={t('console.conversation.later')} after={conversation.laterAfter} onPart={onPart} />
    </>
  );
}

type PartProps = { readonly words: string; readonly after: number | null; readonly onPart: Props['onPart'] };

function Part({ words, after, onPart }: PartProps) {
  return after === null ? null : (
    <Group my="sm">
      <Button variant="default" onClick={() => onPart(after)}>
        {words}
      </Button>
    </Group>
  );
}

function TalkLine({ line }: { readonly line: Line }) {
  const notes = listNotes(line);
  return (
    <li className={line.direction}>
      <Text size="sm" c="dimmed">
        <strong>{speakerOf(line)}</strong> <DateTime value={line.at} />
      </Text>
      {line.text !== '' && (
        <Text className="words" dir="auto">
          {line.text}
        </Text>
      )}
      {notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
    </li>
  );
}

function speakerOf({ direction, kind }: Line): string {
  if (kind === 'notice') {
    return t('console.conversation.system');
  }
  return direction === 'in' ? t('console.conversation.citizen') : t('console.conversation.us');
}

/** What came with the words, or instead of them. */
function listNotes(line: Line): readonly string[] {
  const { kind, options, annexes, hasLocation } = line;
  const names = annexes.join(', ');
  return [
    ...(kind === 'notice' ? [t('console.conversation.notice', { names })] : []),
    ...(isEvent(kind) ? [t(`console.conversation.${kind}`)] : []),
    ...(options.length > 0 ? [t('console.conversation.options', { options: options.join(' · ') })] : []),
    ...(names !== '' && kind !== 'notice' ? [t('console.conversation.annexes', { names })] : []),
    ...(hasLocation ? [t('console.conversation.location')] : []),
  ];
}

const EVENTS = ['joined', 'edit', 'delete', 'reaction'] as const;

function isEvent(kind: string): kind is (typeof EVENTS)[number] {
  return EVENTS.some((event) => event === kind);
}
