import { Alert, Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { Card } from '../frame/card.tsx';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { FactsList } from '../frame/facts-list.tsx';
import { Failure } from '../frame/failure.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { useAsk } from './use-whatsapp.ts';

const COLORS: Readonly<Record<WhatsAppView['state'], string>> = {
  waiting: 'gray',
  unpaired: 'gray',
  pairing: 'yellow',
  connecting: 'yellow',
  open: 'green',
  closed: 'yellow',
  stopped: 'red',
};

/** How the number stands, in words, and what may be asked of it. */
export function NumberCard({ view }: { readonly view: WhatsAppView }) {
  const { attended, state, reason } = view;
  return (
    <Card title={t('console.channels.whatsapp')}>
      <Badge color={attended ? COLORS[state] : 'red'} mb="sm">
        {attended ? t(`whatsapp.state.${state}`) : t('console.channels.unattended')}
      </Badge>
      <div role="status">
        {!attended && <Text fw={600}>{t('console.channels.unattendedWhy')}</Text>}
        <Text>{t(`whatsapp.about.${state}`)}</Text>
        {reason !== null && <Text>{t(`whatsapp.reason.${reason}`)}</Text>}
      </div>
      <Facts view={view} />
      <Actions view={view} />
    </Card>
  );
}

function Facts({ view: { phone, connectedAt, updatedAt } }: { readonly view: WhatsAppView }) {
  const at = (value: string | null) => (value === null ? null : <DateTime value={value} long />);
  return (
    <div className="number-facts">
      <FactsList
        label={t('console.channels.facts')}
        facts={[
          [t('console.channels.phone'), phone === null ? null : `+${phone}`],
          [t('console.channels.connectedAt'), at(connectedAt)],
          [t('console.channels.updatedAt'), at(updatedAt)],
        ]}
      />
    </div>
  );
}

function Actions({ view: { possible } }: { readonly view: WhatsAppView }) {
  const ask = useAsk();
  if (!useMay('channels:manage')) {
    return <Text c="dimmed">{t('console.channels.readOnly')}</Text>;
  }
  const isPending = possible.includes('withdraw');
  return (
    <>
      {isPending && (
        <Alert color="blue" role="status" mb="sm">
          {t('console.channels.pending')}
        </Alert>
      )}
      <Failure error={ask.error} />
      <Group gap="sm">
        {possible.includes('connect') && (
          <Button loading={ask.isPending} onClick={() => ask.mutate({ request: 'connect' })}>
            {t('console.channels.connect')}
          </Button>
        )}
        {isPending && (
          <Button
            variant="default"
            loading={ask.isPending}
            onClick={() => ask.mutate({ request: 'withdraw' })}
          >
            {t('console.channels.withdraw')}
          </Button>
        )}
        {possible.includes('logout') && <Logout />}
      </Group>
    </>
  );
}

function Logout() {
  const [isAsked, setAsked] = useState(false);
  const ask = useAsk();
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('console.channels.logout')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => ask.mutate({ request: 'logout' }, { onSuccess: () => setAsked(false) })}
        title={t('console.channels.logoutAsk')}
        confirm={t('console.channels.logoutYes')}
        cancel={t('console.channels.back')}
        pending={ask.isPending}
        error={ask.error}
        danger
      >
        {t('console.channels.logoutWhat')}
      </ConfirmDialog>
    </>
  );
}
