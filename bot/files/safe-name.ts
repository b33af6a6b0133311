const MAX_NAME_CHARACTERS = 120;

/** A name that is only a name: no folder, no control character, no line break, not endless. */
export function toSafeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const clean = base.replaceAll(/[\p{C}<>:"|?*]/gu, '').trim();
  return clean.slice(-MAX_NAME_CHARACTERS) || 'archivo';
}
