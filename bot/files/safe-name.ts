const MAX_NAME_CHARACTERS = 120;
/** What is left of a sign outside of the first plane when its first half is cut off. */
const HALF_A_SIGN = /^[\uDC00-\uDFFF]/;

/** A name that is only a name: no folder, no control character, no line break, not endless. */
export function toSafeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const clean = base.replaceAll(/[\p{C}<>:"|?*]/gu, '').trim();
  return clean.slice(-MAX_NAME_CHARACTERS).replace(HALF_A_SIGN, '') || 'archivo';
}
