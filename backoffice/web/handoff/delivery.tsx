import { Text } from '@mantine/core';
import type { InboxLineView } from '../../contracts/handoff.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import { deliveryReason, deliveryWords, isUndelivered } from './line-words.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  queued: 'clock',
  sending: 'send',
  sent: 'check',
  delivered: 'check',
  read: 'eye',
};

/** How far a message of ours has come on its way to the person, and why no further. */
export function Delivery({ delivery }: { readonly delivery: NonNullable<InboxLineView['delivery']> }) {
  const { status } = delivery;
  const reason = deliveryReason(status, delivery.reason);
  return (
    <Text
      size="sm"
      component="div"
      className="delivery"
      c={isUndelivered(status) ? 'var(--mantine-color-error)' : 'dimmed'}
    >
      <Icon name={ICONS[status] ?? 'alert'} size={16} /> {deliveryWords(status)}
      {reason !== null && ` · ${reason}`}
    </Text>
  );
}
