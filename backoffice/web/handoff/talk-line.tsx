import { Text } from '@mantine/core';
import type { InboxDetail, InboxLineView } from '../../contracts/handoff.ts';
import { useEntity } from '../entity.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { Delivery } from './delivery.tsx';
import { personWords } from './inbox-words.ts';
import { type Afterwards, eventWords, placeWords, refusalWords } from './line-words.ts';
import { TalkAnnex } from './talk-annex.tsx';

type Props = {
  readonly line: InboxLineView;
  readonly talk: InboxDetail;
  /** What the person did with it later. */
  readonly afterwards: Afterwards | undefined;
};

/** One line of a conversation: words of somebody, or something that happened. */
export function TalkLine(props: Props) {
  const { line } = props;
  const event = eventWords(line);
  const seq = { 'data-seq': line.seq ?? undefined };
  if (event !== null) {
    return (
      <li className="talk-event" {...seq}>
        <Text size="sm" c="dimmed" component="div">
          {event} · <DateTime value={line.at} />
        </Text>
        <Refusal line={line} />
      </li>
    );
  }
  return (
    <li className={`talk-line from-${line.from}`} {...seq}>
      <Head {...props} />
      <Words {...props} />
      <Enclosed {...props} />
      <Refusal line={line} />
      {line.delivery !== null && <Delivery delivery={line.delivery} />}
      {line.delivery === null && line.seq === null && (
        <Text size="sm" c="dimmed" component="div" className="delivery">
          <Icon name="clock" size={16} /> {t('console.handoff.waitsForTurn')}
        </Text>
      )}
    </li>
  );
}

function Head({ line, talk }: Props) {
  return (
    <Text size="sm" c="dimmed" component="div">
      <Speaker line={line} talk={talk} /> <DateTime value={line.at} />
      {line.from === 'note' && (
        <div className="note-mark">
          <Icon name="lock" size={16} /> {t('console.handoff.note')}
        </div>
      )}
    </Text>
  );
}

function Speaker({ line, talk }: Omit<Props, 'afterwards'>) {
  const { assistantName } = useEntity();
  if (line.from === 'person') {
    return <strong>{personWords(talk)}</strong>;
  }
  if (line.from === 'assistant') {
    return <strong>{assistantName || t('console.handoff.assistant')}</strong>;
  }
  return <strong>{line.by ?? t('console.handoff.colleague')}</strong>;
}

function Words({ line, afterwards }: Props) {
  const isDeleted = afterwards?.isDeleted ?? false;
  const edited = afterwards?.edited ?? null;
  return (
    <>
      {line.kind === 'edit' && (
        <Text size="sm" c="dimmed">
          {t('console.handoff.edit')}
        </Text>
      )}
      {line.text !== '' && (
        <Text className="talk-words" dir="auto" {...(isDeleted && { td: 'line-through' })}>
          {line.text}
        </Text>
      )}
      {edited !== null && !isDeleted && (
        <Text size="sm" c="dimmed" className="talk-words">
          {t('console.handoff.edited', { text: edited })}
        </Text>
      )}
      {isDeleted && (
        <Text size="sm" c="dimmed">
          {t('console.handoff.deleted')}
        </Text>
      )}
    </>
  );
}

/** What came with the words: options that were shown, files and a place. */
function Enclosed({ line, talk }: Props) {
  return (
    <>
      {line.options.length > 0 && (
        <ul className="talk-options" aria-label={t('console.handoff.options')}>
          {line.options.map((option) => (
            <li key={option}>{option}</li>
          ))}
        </ul>
      )}
      {line.annexes.map((annex) => (
        <TalkAnnex key={annex.fileId} annex={annex} talkId={talk.id} />
      ))}
      {line.place !== null && (
        <Text size="sm">{t('console.handoff.place', { place: placeWords(line.place) })}</Text>
      )}
    </>
  );
}

function Refusal({ line }: { readonly line: InboxLineView }) {
  const words = refusalWords(line);
  return words === null ? null : (
    <Text size="sm" component="div" className="delivery" c="var(--mantine-color-error)">
      <Icon name="ban" size={16} /> {words}
    </Text>
  );
}
