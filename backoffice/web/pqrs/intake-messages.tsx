import { Checkbox, Stack, Text } from '@mantine/core';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { Card } from '../frame/card.tsx';
import { dayOf, formatShortDay, formatTime } from '../frame/dates.ts';
import { t } from '../words.ts';
import type { PartProps } from './intake-matter.tsx';

type Line = InboxDetail['lines'][number];
type Props = Omit<PartProps, 'problems'> & { readonly lines: readonly Line[] };

const MAX_ANNEXES = 10;

/** The messages of the person that it is about: their words begin the text, and their files come along. */
export function IntakeMessages({ draft, change, lines }: Props) {
  const said = lines.filter(
    ({ from, kind, text, annexes }) =>
      from === 'person' && kind === 'message' && (text !== '' || annexes.length > 0),
  );
  const toggle = (id: string) => {
    const messageIds = draft.messageIds.includes(id)
      ? draft.messageIds.filter((one) => one !== id)
      : [...draft.messageIds, id];
    const chosen = said.filter((line) => messageIds.includes(line.id));
    const before = said.filter((line) => draft.messageIds.includes(line.id));
    change({
      messageIds,
      annexIds: annexesOf(chosen).slice(0, MAX_ANNEXES),
      // What somebody has put right by hand is not undone by one more message.
      ...(draft.object.trim() === wordsOf(before) && { object: wordsOf(chosen) }),
    });
  };
  return (
    <Card title={t('console.intake.messages')}>
      <Stack gap="xs">
        <Text>{t('console.intake.messagesHint')}</Text>
        {said.length === 0 && <Text>{t('console.intake.messagesNone')}</Text>}
        <ul className="annexes intake-messages" aria-label={t('console.intake.messages')} ref={showLatest}>
          {said.map((line) => (
            <li key={line.id}>
              <Checkbox
                className="intake-choice words"
                label={labelOf(line)}
                checked={draft.messageIds.includes(line.id)}
                onChange={() => toggle(line.id)}
              />
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}

/** What the person said last is most often what it is about. */
function showLatest(list: HTMLElement | null): void {
  list?.scrollTo({ top: list.scrollHeight });
}

function wordsOf(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

function annexesOf(lines: readonly Line[]): string[] {
  return lines.flatMap(({ annexes }) => annexes.map(({ fileId }) => fileId));
}

function labelOf({ at, text, annexes }: Line): string {
  const names = annexes.map(({ name }) => name).join(', ');
  const when = `${formatShortDay(dayOf(at))}, ${formatTime(at)}`;
  return [when, text, names === '' ? '' : t('console.intake.messageFiles', { names })]
    .filter((part) => part !== '')
    .join(' · ');
}
