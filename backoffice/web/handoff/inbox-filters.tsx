import { Button, Group, NativeSelect } from '@mantine/core';
import type { InboxQuery, InboxView } from '../../contracts/handoff.ts';
import { useFilters } from '../frame/filters.ts';
import { OwnPresenceSwitch } from '../teams/own-presence-switch.tsx';
import { TOPICS } from '../teams/topics.ts';
import { t } from '../words.ts';
import { AlertSwitches } from './alert-switches.tsx';

const VALUES = {
  vista: ['sin-atender', 'mias', 'equipo', 'todas'],
  canal: ['todos', 'web', 'whatsapp', 'terminal'],
  tema: ['todos', ...TOPICS],
} as const satisfies Readonly<Record<'vista' | 'canal' | 'tema', readonly string[]>> & {
  readonly vista: readonly InboxView[];
};

/** What the inbox is narrowed by, as the API calls it. */
export type InboxFilter = Pick<InboxQuery, 'view' | 'channel' | 'topic'>;

/** What the inbox is narrowed by, as it stands in the address, and how the API calls it. */
export function useInboxFilters() {
  const [filters, change] = useFilters(VALUES);
  const channel = filters.canal === 'todos' ? undefined : filters.canal;
  const topic = filters.tema === 'todos' ? undefined : filters.tema;
  const asked: InboxFilter = { view: filters.vista, channel, topic };
  return { filters, change, asked };
}

/** The filters as they go with a link: what is as usual is not named. */
export function toSearch({ view, channel, topic }: InboxFilter): Record<string, string> {
  return {
    ...(view !== VALUES.vista[0] && { vista: view }),
    ...(channel !== undefined && { canal: channel }),
    ...(topic !== undefined && { tema: topic }),
  };
}

/** Which conversations are listed, at once and kept in the address, and who is told of new ones. */
export function InboxFilters() {
  const { filters, change } = useInboxFilters();
  return (
    <div className="inbox-filters">
      <Group role="group" aria-label={t('console.handoff.views')} gap={6}>
        {VALUES.vista.map((view) => (
          <Button
            key={view}
            variant={view === filters.vista ? 'filled' : 'default'}
            aria-pressed={view === filters.vista}
            px="xs"
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
        <TopicFilter />
      </div>
      <div className="inbox-own">
        <AlertSwitches />
        <OwnPresenceSwitch />
      </div>
    </div>
  );
}

function TopicFilter() {
  const { filters, change } = useInboxFilters();
  return (
    <NativeSelect
      aria-label={t('console.handoff.topic')}
      value={filters.tema}
      onChange={({ currentTarget }) => change({ tema: currentTarget.value as typeof filters.tema })}
      data={VALUES.tema.map((value) => ({
        value,
        label: value === 'todos' ? t('console.handoff.topicAll') : t(`console.topic.${value}`),
      }))}
    />
  );
}
