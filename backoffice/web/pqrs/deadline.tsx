import { Text } from '@mantine/core';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { Card } from '../frame/card.tsx';
import { LocalDay } from '../frame/date-time.tsx';
import { FactsList } from '../frame/facts-list.tsx';
import { t } from '../words.ts';
import { Term } from './term.tsx';

/** Until when an answer is owed, and why that day. */
export function Deadline({ detail: { dueOn, internalDueOn, term } }: { readonly detail: PqrsDetail }) {
  return (
    <Card title={t('console.detail.deadline')}>
      {dueOn === null ? (
        <Text>{t('console.detail.noTerm')}</Text>
      ) : (
        <FactsList
          facts={[
            [
              t('console.detail.dueOn'),
              <strong key="due">
                <LocalDay value={dueOn} long />
              </strong>,
            ],
          ]}
        />
      )}
      {internalDueOn !== null && (
        <>
          <FactsList
            facts={[
              [t('console.detail.internalDueOn'), <LocalDay key="internal" value={internalDueOn} long />],
            ]}
          />
          <Text c="dimmed" size="sm" mb="xs">
            {t('console.detail.internalWhy')}
          </Text>
        </>
      )}
      {term !== null && <Term term={term} />}
    </Card>
  );
}
