import './channels.css';
import { Skeleton, Stack, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { Failure } from '../frame/failure.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { Dead } from './dead.tsx';
import { GivenUp } from './given-up.tsx';
import { Ledger } from './ledger.tsx';
import { NumberCard } from './number-card.tsx';
import { Pairing } from './pairing.tsx';
import { PairingForms } from './pairing-forms.tsx';
import { Queue } from './queue.tsx';
import { Sending } from './sending.tsx';
import { Stopped } from './stopped.tsx';
import { TABS, useChannelsFilters } from './use-outbox.ts';
import { useWhatsApp } from './use-whatsapp.ts';

type Tab = (typeof TABS)[number];

/** The channels: how the WhatsApp number stands, what waits to be sent, what became of the rest, and what failed. */
export function Screen() {
  const { data: view, error, refetch } = useWhatsApp();
  const [{ ver }, change] = useChannelsFilters();
  const parts: Readonly<Record<Tab, ReactNode>> = {
    numero: <NumberPart view={view} isPending={error === null} />,
    cola: <Queue />,
    enviados: <Ledger />,
    fallidos: (
      <Stack gap="md">
        <Dead />
        <GivenUp />
      </Stack>
    ),
  };
  return (
    <Page title={t('console.channels.title')}>
      <Failure error={error} onRetry={() => void refetch()} />
      {view && <Stopped view={view} />}
      <Tabs
        value={ver}
        onChange={(next) => change({ ver: TABS.find((tab) => tab === next) ?? 'numero' })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('console.channels.tabs')} mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab} className="channels-tab">
              {t(`console.channels.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((tab) => (
          <Tabs.Panel key={tab} value={tab}>
            {parts[tab]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

type NumberProps = { readonly view: WhatsAppView | undefined; readonly isPending: boolean };

/** How the number stands, what links a phone to it, and what may be asked of it. */
function NumberPart({ view, isPending }: NumberProps) {
  if (view === undefined) {
    return isPending ? (
      <Stack role="status" aria-label={t('console.frame.loading')}>
        <Skeleton height={180} />
        <Skeleton height={120} />
      </Stack>
    ) : null;
  }
  return (
    <Stack gap="md">
      <NumberCard view={view} />
      <Pairing view={view} />
      <PairingForms view={view} />
      <Sending view={view} />
    </Stack>
  );
}
