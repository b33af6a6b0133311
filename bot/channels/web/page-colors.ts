import type { EntityProfile } from '../../../domain/entity/profile.ts';

type Rgb = readonly [number, number, number];

const FALLBACK = '#0b4f8a';
/** WCAG 2.1, 1.4.3: text of ordinary size. */
const MIN_CONTRAST = 4.5;

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

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of WCAG 2.1. */
function luminanceOf(hex: string): number {
  const [red, green, blue] = toRgb(hex).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
