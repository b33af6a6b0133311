import { Button, Group, NativeSelect } from '@mantine/core';
import type { InboxQuery, InboxView } from '../../contracts/handoff.ts';
import { useFilters } from '../frame/filters.ts';
import { t } from '../words.ts';
import { AlertSwitches } from './alert-switches.tsx';

const VALUES = {
  vista: ['sin-atender', 'mias', 'todas'],
  canal: ['todos', 'web', 'whatsapp', 'terminal'],
} as const satisfies { readonly vista: readonly InboxView[]; readonly canal: readonly string[] };

/** What the inbox is narrowed by, as it stands in the address, and how the API calls it. */
export function useInboxFilters() {
  const [filters, change] = useFilters(VALUES);
  const channel = filters.canal === 'todos' ? undefined : filters.canal;
  const asked: Pick<InboxQuery, 'view' | 'channel'> = { view: filters.vista, channel };
  return { filters, change, asked };
}

/** The filters as they go with a link: what is as usual is not named. */
export function toSearch({ view, channel }: Pick<InboxQuery, 'view' | 'channel'>): Record<string, string> {
  return {
    ...(view !== VALUES.vista[0] && { vista: view }),
    ...(channel !== undefined && { canal: channel }),
  };
}

/** Which conversations are listed, at once and kept in the address, and who is told of new ones. */
export function InboxFilters() {
  const { filters, change } = useInboxFilters();
  return (
    <div className="inbox-filters">
      <Group role="group" aria-label={t('console.handoff.views')} gap="xs">
        {VALUES.vista.map((view) => (
          <Button
            key={view}
            variant={view === filters.vista ? 'filled' : 'default'}
            aria-pressed={view === filters.vista}
            px="sm"
            onClick={() => change({ vista: view })}
          >
            {t(`console.handoff.view.${view}`)}
          </Button>
        ))}
      </Group>
      <div className="inbox-narrow">
        <NativeSelect
          aria-label={t('console.handoff.channel')}
          value={filters.canal}
          onChange={({ currentTarget }) => change({ canal: currentTarget.value as typeof filters.canal })}
          data={VALUES.canal.map((value) => ({
            value,
            label: value === 'todos' ? t('console.handoff.channelAll') : t(`console.channel.${value}`),
          }))}
        />
        <AlertSwitches />
      </div>
    </div>
  );
}
