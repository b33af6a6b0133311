import './notifications.css';
import { Button, Indicator, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { NotificationsView } from '../../contracts/notifications.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { useGo } from '../frame/link.tsx';
import { t } from '../words.ts';
import { useMarkRead, useNotifications } from './use-notifications.ts';

type Item = NotificationsView['items'][number];

/** Where one sees what each kind is about. */
const PATHS: Readonly<Record<Item['kind'], Parameters<ReturnType<typeof useGo>>>> = {
  'channel-trouble': ['/canales'],
  'reply-proposed': ['/respuestas', { vista: 'por-aprobar' }],
  'view-shared': ['/pqrs'],
};

/** What a colleague is told of, and how much of it is unread. */
export function Bell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { data, error } = useNotifications();
  const unread = data?.unread ?? 0;
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      width="min(21rem, calc(100vw - 1.5rem))"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton
          className="bar-bell"
          onClick={toggle}
          aria-label={unreadWords(unread)}
          aria-haspopup="dialog"
          aria-expanded={opened}
        >
          <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={18} color="red.9">
            <Icon name="bell" size={24} />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('console.notifications.title')} className="bell-list">
        <Failure error={error} />
        <List items={data?.items ?? []} unread={unread} onGo={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

type ListProps = { readonly items: readonly Item[]; readonly unread: number; readonly onGo: () => void };

function List({ items, unread, onGo }: ListProps) {
  const read = useMarkRead();
  if (items.length === 0) {
    return (
      <Text data-autofocus tabIndex={-1}>
        {t('console.notifications.none')}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      {unread > 0 && (
        <Button variant="default" onClick={() => read.mutate({ all: true })} loading={read.isPending}>
          {t('console.notifications.readAll')}
        </Button>
      )}
      <ul className="bell-items">
        {items.map((item) => (
          <One key={item.id} item={item} onGo={onGo} />
        ))}
      </ul>
    </Stack>
  );
}

function One({ item, onGo }: { readonly item: Item; readonly onGo: () => void }) {
  const go = useGo();
  const read = useMarkRead();
  const isNew = item.readAt === null;
  const open = () => {
    if (isNew) {
      read.mutate({ ids: [item.id] });
    }
    onGo();
    go(...PATHS[item.kind]);
  };
  return (
    <li>
      <UnstyledButton className="bell-item" onClick={open}>
        <Text component="span" fw={isNew ? 700 : 400} display="block">
          {t(`console.notifications.${item.kind}`)}
        </Text>
        <Text component="span" size="sm" c="dimmed">
          {isNew && `${t('console.notifications.unread')} · `}
          <DateTime value={item.at} />
        </Text>
      </UnstyledButton>
    </li>
  );
}

function unreadWords(unread: number): string {
  if (unread === 0) {
    return t('console.notifications.openNone');
  }
  return unread === 1
    ? t('console.notifications.openOne')
    : t('console.notifications.openMany', { count: unread });
}
