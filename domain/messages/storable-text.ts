/** The same text without what PostgreSQL cannot keep: NUL and halves of a surrogate pair. */
export function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '');
}
