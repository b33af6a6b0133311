import type { Translate } from '../../locales/translate.ts';
import type { PqrsListItem } from '../contracts/pqrs.ts';

/** Who filed, in words: a name, that none was given, or that the PQRS is anonymous, which is another thing. */
export function petitionerOf(
  { petitionerName, anonymous }: Pick<PqrsListItem, 'petitionerName' | 'anonymous'>,
  t: Translate,
): string {
  return petitionerName ?? t(anonymous ? 'console.anonymous' : 'console.nameless');
}
