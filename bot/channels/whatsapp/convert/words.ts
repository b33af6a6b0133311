import { MAX_TEXT_CHARACTERS } from '../../../../domain/messages/content.ts';
import { toStorableText } from '../../../../domain/messages/storable-text.ts';

/** A person's text as far as it is read, without what cannot be stored; `truncated` says that there was more. */
export function toWords(text: string): { readonly text: string; readonly truncated: boolean } {
  const truncated = text.length > MAX_TEXT_CHARACTERS;
  return { text: toStorableText(truncated ? text.slice(0, MAX_TEXT_CHARACTERS) : text), truncated };
}
