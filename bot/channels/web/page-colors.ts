import { contrastOf, MIN_CONTRAST } from '../../../domain/entity/contrast.ts';
import type { EntityProfile } from '../../../domain/entity/profile.ts';

const FALLBACK = '#0b4f8a';

/** The colours of the entity as CSS may hold them: hexadecimal, and readable on each other. */
export function readableColors({ primary, onPrimary }: EntityProfile['colors']) {
  const background = toHex(primary) ?? FALLBACK;
  const candidates = [toHex(onPrimary), '#ffffff', '#000000'];
  const text = candidates.find((color) => color && contrastOf(color, background) >= MIN_CONTRAST);
  return { primary: background, onPrimary: text ?? '#000000' };
}

function toHex(color: string): string | null {
  return /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : null;
}
