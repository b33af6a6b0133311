import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { contrastOf, FALLBACK_COLOR, MIN_CONTRAST, mix, toHex } from './color.ts';

const WHITE = '#ffffff';
const BLACK = '#000000';
const DARK_PAGE = '#242424';
/** The shade that buttons have; a step over the least, since hovering lightens. */
const FILLED = 7;

/** How much of white (above 0) or of black (below 0) each shade holds, from the palest on. */
const SHADES = [0.93, 0.85, 0.7, 0.55, 0.4, 0.25, 0.12, 0, -0.15, -0.35] as const;

/** The look of the console in the entity's colour. A colour that white cannot be read on is darkened first. */
export function createConsoleTheme(primary: string) {
  return createTheme({
    primaryColor: 'entity',
    primaryShade: { light: FILLED, dark: FILLED },
    colors: { entity: shadesOf(readableOnWhite(toHex(primary) ?? FALLBACK_COLOR)) },
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    fontSizes: { md: '0.9375rem' },
    headings: { fontWeight: '650' },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      // A page has one banner: the head of a dialog is none.
      ModalHeader: { defaultProps: { role: 'presentation' } },
      DrawerHeader: { defaultProps: { role: 'presentation' } },
      // Words that tell something are never cut short.
      Badge: {
        defaultProps: { tt: 'none', fw: 600, variant: 'light', size: 'lg', radius: 'sm' },
        styles: {
          root: { height: 'auto', paddingBlock: 2 },
          label: { whiteSpace: 'normal', overflow: 'visible' },
        },
      },
    },
  });
}

/** Colours that pass where the library's own do not: soft words, links, and words on a pale ground. */
export const createVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#57606a',
    '--mantine-color-placeholder': '#636c76',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': shadeOf(theme.colors, 'entity', FILLED),
    ...onPale(theme.colors, 9),
  },
  dark: {
    '--mantine-color-dimmed': '#b0b6bd',
    '--mantine-color-placeholder': '#a0a6ad',
    '--mantine-color-error': '#ffa8a0',
    '--mantine-color-anchor': shadeOf(theme.colors, 'entity', linkShadeInDark(theme.colors)),
    ...onPale(theme.colors, 1),
  },
});

type Colors = Readonly<Record<string, MantineColorsTuple | undefined>>;

const PALE_NAMES = ['entity', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'gray'] as const;

function onPale(colors: Colors, shade: number): Record<string, string> {
  return Object.fromEntries(
    PALE_NAMES.map((name) => [
      `--mantine-color-${name}-light-color`,
      mix(shadeOf(colors, name, shade), shade > 5 ? BLACK : WHITE, shade > 5 ? 0.35 : 0.2),
    ]),
  );
}

function linkShadeInDark(colors: Colors): number {
  const readable = [5, 4, 3, 2, 1].find(
    (shade) => contrastOf(shadeOf(colors, 'entity', shade), DARK_PAGE) >= MIN_CONTRAST + 1,
  );
  return readable ?? 0;
}

function shadeOf(colors: Colors, name: string, shade: number): string {
  return colors[name]?.[shade] ?? BLACK;
}

function readableOnWhite(color: string): string {
  const darker = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((part) => mix(color, BLACK, part));
  return darker.find((one) => contrastOf(one, WHITE) >= MIN_CONTRAST) ?? FALLBACK_COLOR;
}

function shadesOf(color: string): MantineColorsTuple {
  const [first = color, ...rest] = SHADES.map((part) => mix(color, part > 0 ? WHITE : BLACK, Math.abs(part)));
  return [first, ...rest] as unknown as MantineColorsTuple;
}
