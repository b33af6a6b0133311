import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { StaffRole } from '../../domain/people/roles.ts';
import { type ConsoleFixture, openConsole, signInAs } from '../backoffice/console-fixture.ts';
import { axeFindings, inEveryLook } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { buildTestConsole } from './build-test-console.ts';

/** A console that listens, and the browser that looks at it. */
export type ConsoleInBrowser = {
  readonly fixture: ConsoleFixture;
  readonly address: string;
  readonly browser: Browser;
  /** A page of a colleague with that role, or of a stranger, in a context of its own. */
  readonly open: (role: StaffRole | null, options?: PageOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** A phone, a tablet and a desk, in CSS pixels. */
const WIDTHS = [360, 768, 1280] as const;

type PageOptions = {
  /** The console forbids scripts that are not ours, and axe is one: only a test may step over it. */
  readonly bypassCSP?: boolean;
  readonly width?: number;
};

/** Opens the console as it is in the source, on a port of its own, with a browser. */
export async function openConsoleInBrowser(): Promise<ConsoleInBrowser> {
  const [browser, consoleFolder] = await Promise.all([launchBrowser(), buildTestConsole()]);
  const fixture = await openConsole({ consoleFolder });
  const address = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  const open = async (role: StaffRole | null, { bypassCSP = true, width = 1280 }: PageOptions = {}) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      baseURL: address,
      bypassCSP,
    });
    if (role !== null) {
      await addSession(context, address, await signInAs(fixture, role));
    }
    return context.newPage();
  };
  const close = async () => {
    await browser.close();
    await fixture.close();
  };
  return { fixture, address, browser, open, close };
}

/** Makes a browser go on with the session that these cookies hold. */
export async function addSession(context: BrowserContext, url: string, cookies: string): Promise<void> {
  const pairs = cookies.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await context.addCookies(pairs);
}

/** What axe finds wrong in any look of the page as it stands, and where it is wider than the screen. */
export function findProblems(page: Page): Promise<string[]> {
  return inEveryLook(
    page,
    async ({ scheme }) => {
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      return [
        ...(await axeFindings(page, scheme)),
        ...(overflow > 0 ? [`${overflow} px wider than the screen`] : []),
      ];
    },
    WIDTHS,
  );
}
