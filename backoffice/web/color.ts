type Rgb = readonly [number, number, number];

/** WCAG 2.1, 1.4.3: text of ordinary size. */
export const MIN_CONTRAST = 4.5;
/** What stands in for a colour that is none. */
export const FALLBACK_COLOR = '#0b4f8a';

/** The colours of the entity, readable on each other whatever its profile says. */
export function readableOn({ primary, onPrimary }: { readonly primary: string; readonly onPrimary: string }) {
  const background = toHex(primary) ?? FALLBACK_COLOR;
  const text = [toHex(onPrimary), '#ffffff', '#000000'].find(
    (color) => color && contrastOf(color, background) >= MIN_CONTRAST,
  );
  return { primary: background, onPrimary: text ?? '#000000' };
}

/** A colour as six hexadecimal digits, or null when it is written otherwise. */
export function toHex(color: string): string | null {
  return /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : null;
}

/** How well one colour is read on the other, from 1 to 21 (WCAG 2.1). */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour with a part, from 0 to 1, of another in it. */
export function mix(color: string, other: string, part: number): string {
  const [one, two] = [toRgb(color), toRgb(other)];
  const mixed = one.map((value, index) => Math.round(value + ((two[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminanceOf(hex: string): number {
  const [red, green, blue] = toRgb(hex).map(linear) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
