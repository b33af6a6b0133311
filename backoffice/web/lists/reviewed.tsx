import './lists.css';
import { Text } from '@mantine/core';
import type { PqrsListItem } from '../../contracts/pqrs.ts';
import { t } from '../words.ts';

/** That a colleague has looked at it, and who. */
export function Reviewed({ review }: { readonly review: NonNullable<PqrsListItem['review']> }) {
  return (
    <Text component="span" size="sm" c="dimmed" className="reviewed">
      {review.by === null ? t('console.bulk.reviewed') : t('console.bulk.reviewedBy', { name: review.by })}
    </Text>
  );
}
