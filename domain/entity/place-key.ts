/** A name in one spelling, to tell whether two texts name the same place: without accents, signs and letter case. */
export function placeKeyOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
