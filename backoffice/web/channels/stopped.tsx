import { Alert, Text } from '@mantine/core';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { stoppedByWords } from '../frame/stopped-by.ts';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { ResumeSending } from './resume-sending.tsx';

/** Nobody may miss that what Vecino sends is stopped, why, and that only a person lets it go on. */
export function Stopped({ view: { sending } }: { readonly view: WhatsAppView }) {
  const manages = useMay('channels:manage');
  if (sending === null || sending.scope === 'none') {
    return null;
  }
  const { scope, reason, since, by } = sending;
  return (
    <Alert
      role="alert"
      color="red"
      mb="md"
      icon={<Icon name="alert" />}
      title={t('console.channels.stoppedTitle')}
    >
      <Text fw={600}>{t(`whatsapp.stopped.${scope}`)}</Text>
      {reason !== null && <Text>{t(`sending.stop.${reason}`)}</Text>}
      {by !== null && <Text className="stopped-by">{stoppedByWords(by)}</Text>}
      {since !== null && (
        <Text mb="sm">
          {t('console.channels.stoppedSince')} <DateTime value={since} long />
        </Text>
      )}
      {manages && <ResumeSending />}
    </Alert>
  );
}
