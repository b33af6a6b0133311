import { Badge, Text } from '@mantine/core';
import type { LedgerItem } from '../../contracts/outbox.ts';
import { TextLink } from '../frame/link.tsx';
import { channelWords } from '../people/address-words.ts';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { reasonWords } from './message-words.ts';

const COLORS: Readonly<Record<LedgerItem['status'], string>> = {
  sent: 'blue',
  delivered: 'teal',
  read: 'green',
  failed: 'red',
  skipped: 'yellow',
  expired: 'gray',
};

/** How a message ended, and why if it did not leave. */
export function StatusCell({ item }: { readonly item: LedgerItem }) {
  const why = reasonWords(item);
  return (
    <>
      <Badge color={COLORS[item.status]}>{t(`console.channels.status.${item.status}`)}</Badge>
      {why !== null && <Text size="sm">{why}</Text>}
    </>
  );
}

/** What kind of message it is, and what it is for where that was said. */
export function KindCell({ item }: { readonly item: LedgerItem }) {
  return (
    <>
      {t(`console.channels.class.${item.class}`)}
      {item.purpose !== null && <Text size="sm">{t(`console.people.consent.${item.purpose}`)}</Text>}
    </>
  );
}

type Person = Pick<LedgerItem, 'channel' | 'phone' | 'contactId' | 'reserved'>;

/** Who is at the other end, as much as this reader may know, with the way to them. */
export function PersonCell({ item: { channel, phone, contactId, reserved } }: { readonly item: Person }) {
  const mayOpen = useMay('people:read');
  if (reserved) {
    return <Text>{t('console.channels.reserved')}</Text>;
  }
  const words = phone === null ? channelWords(channel) : `${channelWords(channel)} ${phone}`;
  return contactId !== null && mayOpen ? (
    <TextLink
      to={`/personas/${contactId}`}
      className="person-link"
      aria-label={`${t('console.channels.personOf')}: ${words}`}
    >
      {words}
    </TextLink>
  ) : (
    <Text>{words}</Text>
  );
}
