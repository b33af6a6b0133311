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

/** What axe finds on a page as it stands, every rule that it has: the rule and the elements that break it. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) {
    await page.evaluate(AXE);
  }
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // What passes is not told: writing it down is most of the work.
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

const WIDTHS = [320, 768, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;

/** How a page is looked at: its width in CSS pixels and its colours. */
export type Look = { readonly width: number; readonly scheme: (typeof SCHEMES)[number] };

/**
 * Looks at a page as it stands, in three widths and in light and dark, and tells what was found in which.
 *
 * The page ends as wide as it was, in light.
 */
export async function inEveryLook(
  page: Page,
  find: (look: Look) => Promise<readonly string[]>,
): Promise<string[]> {
  const size = page.viewportSize();
  const height = size?.height ?? 800;
  const found: string[] = [];
  for (const width of WIDTHS) {
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
