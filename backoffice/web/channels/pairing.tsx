import { Text } from '@mantine/core';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { Card } from '../frame/card.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';

/** What the phone must be shown, or that it is being prepared; nothing when nobody is linking a phone. */
export function Pairing({ view }: { readonly view: WhatsAppView }) {
  const manages = useMay('channels:manage');
  const isAsked = view.request === 'pair-qr' || view.request === 'pair-code';
  const isUnderWay = view.pairing !== null || (view.attended && isAsked);
  if (!isUnderWay || !manages) {
    return null;
  }
  return (
    <Card title={t('console.channels.pair.code')}>
      <Code view={view} />
    </Card>
  );
}

function Code({ view: { pairing } }: { readonly view: WhatsAppView }) {
  if (pairing === null) {
    return <Text role="status">{t('console.channels.pair.preparing')}</Text>;
  }
  return (
    <>
      {pairing.picture === null ? (
        <>
          <Text>{t('console.channels.pair.codeType')}</Text>
          <Text className="pairing-code">{groupCode(pairing.value)}</Text>
        </>
      ) : (
        <>
          <Text>{t('console.channels.pair.qrScan')}</Text>
          <img className="qr" src={pairing.picture} alt={t('console.channels.pair.qrAlt')} />
        </>
      )}
      <Text>{t('console.channels.pair.secret')}</Text>
    </>
  );
}

/** As the phone shows the boxes to type it into: '2S8M-F95W'. */
function groupCode(code: string): string {
  return code.replace(/^(.{4})(.{4})$/, '$1-$2');
}
