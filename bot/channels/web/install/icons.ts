import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { readableColors } from '../page-colors.ts';
import { drawInitials, LETTER } from './letters.ts';

type Shape = {
  /** How round the corners are; 0 fills the whole square. */
  readonly cornerRadius: number;
  /** How far from the centre the letters may reach. */
  readonly reach: number;
};

/** A picture of the entity for the place where pages are installed. */
export type Icon = { readonly path: string; readonly size: number; readonly shape: Shape };

/** A square of this many units, whatever the pixels. */
const SIDE = 512;
const GAP = 32;

const PLAIN: Shape = { cornerRadius: 96, reach: 200 };
/**
 * Systems cut it to their own form, but never inside the circle of 80 % of the side.
 *
 * Source: W3C, Web Application Manifest, section "Icon masks and safe zone".
 */
const MASKABLE: Shape = { cornerRadius: 0, reach: 176 };

/** The pictures of the installed page, smallest first. */
export const ICONS = {
  small: { path: '/icono-192.png', size: 192, shape: PLAIN },
  large: { path: '/icono-512.png', size: 512, shape: PLAIN },
  maskable: { path: '/icono-maskable-512.png', size: 512, shape: MASKABLE },
} as const satisfies Readonly<Record<string, Icon>>;

/** The address of a picture with its version, so that browsers may keep it for ever. */
export function addressOf(icon: Icon, profile: EntityProfile): string {
  return `${icon.path}?v=${versionOf(renderIcon(icon, profile))}`;
}

/** Changes when the picture does: with the entity's name or colours. */
export function versionOf(svg: string): string {
  return createHash('sha256').update(svg).digest('base64url').slice(0, 12);
}

/** A drawing as PNG, the only kind that every system takes for an icon. */
export async function toPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}

/** The drawing of an entity: its initials in its colours. */
export function renderIcon({ size, shape }: Icon, { name, colors }: EntityProfile): string {
  const { primary, onPrimary } = readableColors(colors);
  const letters = drawInitials(name);
  const width = letters.length * (LETTER.width + GAP) - GAP;
  const scale = shape.reach / Math.hypot((width + LETTER.line) / 2, (LETTER.height + LETTER.line) / 2);
  const left = SIDE / 2 - (width * scale) / 2;
  const top = SIDE / 2 - (LETTER.height * scale) / 2;
  const paths = letters.map(
    (path, index) => `<path transform="translate(${index * (LETTER.width + GAP)})" d="${path}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${SIDE} ${SIDE}">
<rect width="${SIDE}" height="${SIDE}" rx="${shape.cornerRadius}" fill="${primary}"/>
<g transform="translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(4)})" fill="none" stroke="${onPrimary}"
 stroke-width="${LETTER.line}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>`;
}
