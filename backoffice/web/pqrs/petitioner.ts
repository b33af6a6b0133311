import type { PqrsListItem } from '../../contracts/pqrs.ts';
import { t } from '../words.ts';

/** Who filed, in words: a name, that none was given, or that the PQRS is anonymous, which is another thing. */
export function petitionerWords({
  petitionerName,
  anonymous,
  reserved,
}: Pick<PqrsListItem, 'petitionerName' | 'anonymous' | 'reserved'>): string {
  if (reserved) {
    return t('console.reserved');
  }
  return petitionerName ?? t(anonymous ? 'console.anonymous' : 'console.nameless');
}
