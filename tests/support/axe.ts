import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

type Axe = {
  readonly run: (options: object) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
};

/** What a colour scheme can break: it changes colours, and neither what is there nor where. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'] as const;

/**
 * What axe finds on a page as it stands: the rule and the elements that break it.
 *
 * Every rule that it has in light; in dark, whose page is the same in other colours, the rules about colours.
 */
export async function axeFindings(page: Page, scheme: Scheme = 'light'): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) {
    await page.evaluate(AXE);
  }
  const rules = scheme === 'light' ? null : [...COLOR_RULES];
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // What passes is not told: writing it down is most of the work.
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      ...(only && { runOnly: { type: 'rule', values: only } }),
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, rules);
}

const WIDTHS = [320, 768, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** How a page is looked at: its width in CSS pixels and its colours. */
export type Look = { readonly width: number; readonly scheme: Scheme };

/**
 * Looks at a page as it stands, in three widths (CSS pixels) and in light and dark, and tells what was found in which.
 *
 * The page ends as wide as it was, in light.
 */
export async function inEveryLook(
  page: Page,
  find: (look: Look) => Promise<readonly string[]>,
  widths: readonly number[] = WIDTHS,
): Promise<string[]> {
  const size = page.viewportSize();
  const height = size?.height ?? 800;
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      const findings = await find({ width, scheme });
      found.push(...findings.map((finding) => `${width} px, ${scheme}: ${finding}`));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (size) {
    await page.setViewportSize(size);
  }
  return found;
}
