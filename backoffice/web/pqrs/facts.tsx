import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { FactsList } from '../frame/facts-list.tsx';
import { t } from '../words.ts';
import { petitionerWords } from './petitioner.ts';

/** To about a metre. */
const POINT_DECIMALS = 5;

/** What is known of it besides its words. */
export function Facts({ detail }: { readonly detail: PqrsDetail }) {
  const personal = (value: string | null) => (detail.reserved ? t('console.reserved') : value);
  return (
    <Card title={t('console.detail.facts')}>
      <FactsList
        facts={[
          [t('console.detail.status'), t(`console.status.${detail.status}`)],
          [t('console.detail.kind'), t(`console.kind.${detail.kind}`)],
          [t('console.detail.regime'), t(`console.regime.${detail.regime}`)],
          [t('console.detail.received'), <DateTime key="received" value={detail.receivedAt} long />],
          [t('console.detail.channel'), t(`console.channel.${detail.channel}`)],
          [t('console.detail.petitioner'), petitionerWords(detail)],
          [t('console.detail.barrio'), personal(detail.barrio)],
          [t('console.detail.location'), personal(detail.location && pointWords(detail.location))],
          [t('console.detail.account'), personal(detail.accountNumber)],
        ]}
      />
    </Card>
  );
}

/** A point as maps understand it when it is pasted: '4.6097, -74.0817'. */
function pointWords({ latitude, longitude }: NonNullable<PqrsDetail['location']>): string {
  return [latitude, longitude].map((degrees) => String(Number(degrees.toFixed(POINT_DECIMALS)))).join(', ');
}
