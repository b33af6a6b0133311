import { Text } from '@mantine/core';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { Card } from '../frame/card.tsx';
import { t } from '../words.ts';
import { Reserved } from './reserved.tsx';

/** What is asked or what happened, in the person's own words. */
export function Description({ detail }: { readonly detail: PqrsDetail }) {
  return (
    <Card title={t('console.detail.description')} className="detail-asked">
      {detail.reserved ? (
        <Reserved />
      ) : (
        <Text className="words" dir="auto">
          {detail.description}
        </Text>
      )}
    </Card>
  );
}
