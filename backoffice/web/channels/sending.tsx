import { Text } from '@mantine/core';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { Card } from '../frame/card.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { StopSending } from './stop-sending.tsx';

/** What leaves without anybody asking for it at that moment; nothing when nothing governs it. */
export function Sending({ view: { sending } }: { readonly view: WhatsAppView }) {
  const manages = useMay('channels:manage');
  if (sending === null) {
    return null;
  }
  const { scope, proactiveToday, ceiling } = sending;
  return (
    <Card title={t('console.channels.sending')}>
      <Text>{scope === 'none' ? t('console.channels.sendingFree') : t(`whatsapp.stopped.${scope}`)}</Text>
      <Text mb="sm">{t('console.channels.sendingToday', { sent: proactiveToday, ceiling })}</Text>
      {scope === 'none' && manages && <StopSending />}
    </Card>
  );
}
