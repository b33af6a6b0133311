import { Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InboxItem } from '../../contracts/handoff.ts';
import { Icon } from '../frame/icon.tsx';
import { ROW_LINK } from '../frame/list-keys.ts';
import { useSession } from '../session.tsx';
import { t } from '../words.ts';
import {
  aboutWords,
  channelWords,
  endedWords,
  ownerWords,
  personWords,
  phoneWords,
  reasonWords,
  waitOf,
} from './inbox-words.ts';

type Props = {
  readonly item: InboxItem;
  readonly nowMs: number;
  /** The filters of the list, which stay when the row is opened. */
  readonly search: Readonly<Record<string, string>>;
};

/** One conversation in the list. All of the row leads to it; its name is that of the person. */
export function InboxRow({ item, nowMs, search }: Props) {
  const { staff } = useSession();
  const reason = item.owner === 'waiting' ? reasonWords(item.reason) : null;
  const about = aboutWords(item);
  return (
    <li className={item.unread ? 'inbox-row unread' : 'inbox-row'}>
      <div className="inbox-row-head">
        <Link to={`/conversaciones/${item.id}`} search={search} className="inbox-link" {...ROW_LINK}>
          {item.unread && (
            <>
              <span className="unread-dot" aria-hidden="true" />
              <span className="aside">{t('console.handoff.unread')}: </span>
            </>
          )}
          {personWords(item)}
        </Link>
        <Text size="sm" c="dimmed" component="span">
          {channelWords(item.channel)}
        </Text>
      </div>
      <Text className="inbox-last" size="sm" dir="auto">
        {lastWords(item.last)}
      </Text>
      <Text size="sm" c="dimmed">
        {[ownerWords(item, staff.id), endedWords(item), reason].filter(Boolean).join(' · ')}
      </Text>
      {about !== '' && (
        <Text size="sm" c="dimmed" className="inbox-about">
          {about}
        </Text>
      )}
      <div className="inbox-marks">
        <Marks item={item} nowMs={nowMs} />
      </div>
    </li>
  );
}

/** What must not be missed: a danger, a call that was asked for, and how long somebody waits. */
export function Marks({ item, nowMs }: Pick<Props, 'item' | 'nowMs'>) {
  const wait = waitOf(item, nowMs);
  return (
    <>
      {item.danger && (
        <Badge size="md" color="red" leftSection={<Icon name="alert" size={16} />}>
          {t('console.handoff.danger')}
        </Badge>
      )}
      {item.call !== null && (
        <Badge size="md" color="blue" leftSection={<Icon name="phone" size={16} />}>
          {t('console.handoff.call', { phone: phoneWords(item.call) })}
        </Badge>
      )}
      {wait !== null && (
        <Badge size="md" color={wait.isLate ? 'red' : 'gray'} leftSection={<Icon name="clock" size={16} />}>
          {wait.words}
        </Badge>
      )}
    </>
  );
}

function lastWords(last: InboxItem['last']): string {
  const text = last?.text || t('console.handoff.noWords');
  return last?.direction === 'out' ? t('console.handoff.us', { text }) : text;
}
