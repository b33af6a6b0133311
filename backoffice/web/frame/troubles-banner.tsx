import { Alert, List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ChannelTroublesView, ChannelTroubleView } from '../../contracts/channels.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { dayOf, formatLongDay, formatTime } from './dates.ts';
import { Icon } from './icon.tsx';
import { TextLink } from './link.tsx';
import { stoppedByWords } from './stopped-by.ts';

const CHANNELS_PATH = '/canales';

/** Nobody may go on working without knowing that citizens get no answer, or get nothing that they did not ask for. */
export function TroublesBanner() {
  const maySee = useMay('channels:read');
  const { pathname } = useLocation();
  useLive(['channels']);
  const { data } = useQuery({
    queryKey: ['channels', 'troubles'],
    queryFn: ({ signal }) => api.get<ChannelTroublesView>('/channels/troubles', { signal }),
    enabled: maySee,
  });
  // That screen says it itself, and more of it.
  if (!data || data.troubles.length === 0 || pathname === CHANNELS_PATH) {
    return null;
  }
  return (
    <Alert
      role="alert"
      color="red"
      mb="md"
      icon={<Icon name="alert" />}
      title={t('console.channels.alarmTitle')}
    >
      <List mb="xs">
        {data.troubles.map((trouble) => (
          <List.Item key={trouble.kind}>{troubleWords(trouble)}</List.Item>
        ))}
      </List>
      <TextLink to={CHANNELS_PATH}>{t('console.channels.alarmMore')}</TextLink>
    </Alert>
  );
}

function troubleWords(trouble: ChannelTroubleView): string {
  const [what, why] =
    trouble.kind === 'sending'
      ? [t(`whatsapp.stopped.${trouble.scope}`), trouble.reason && t(`sending.stop.${trouble.reason}`)]
      : [
          t(`console.channels.alarm.${trouble.state}`),
          trouble.reason && t(`whatsapp.reason.${trouble.reason}`),
        ];
  const more =
    trouble.kind === 'sending' ? [trouble.by && stoppedByWords(trouble.by), sinceWords(trouble.since)] : [];
  return [what, why, ...more].filter((words) => words !== null && words !== '').join(' ');
}

function sinceWords(since: string | null): string | null {
  return since === null
    ? null
    : `${t('console.channels.stoppedSince')} ${formatLongDay(dayOf(since))}, ${formatTime(since)}`;
}
