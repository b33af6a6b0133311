import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { StaffRole } from '../../domain/people/roles.ts';
import { type ConsoleFixture, openConsole, signInAs } from '../backoffice/console-fixture.ts';
import { axeFindings, inEveryLook } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { buildTestConsole, placeTestConsole } from './build-test-console.ts';
import type { ConsoleCaller } from './staff-entry.ts';
import { startTestVecino, type TestVecino } from './vecino.ts';

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
    const cookies = role === null ? null : await signInAs(fixture, role);
    return openPage(browser, { url: address, cookies, width, bypassCSP });
  };
  const close = async () => {
    await browser.close();
    await fixture.close();
  };
  return { fixture, address, browser, open, close };
}

type Visitor = {
  readonly url: string;
  /** The session to go on with; null for a stranger. */
  readonly cookies: string | null;
  readonly width: number;
  readonly bypassCSP: boolean;
};

/** A page in a context of its own, where nothing moves. */
async function openPage(browser: Browser, { url, cookies, width, bypassCSP }: Visitor): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    baseURL: url,
    bypassCSP,
  });
  if (cookies !== null) {
    await addSession(context, url, cookies);
  }
  return context.newPage();
}

/** The whole program with its console, and the browser that looks at it. */
export type ProgramInBrowser = {
  readonly app: TestVecino;
  /** A page of a colleague at a path below the console. `prepare` runs before anything is asked for. */
  readonly open: (by: ConsoleCaller, path: string, visit?: Visit) => Promise<Page>;
  readonly close: () => Promise<void>;
};

type Visit = { readonly width?: number; readonly prepare?: (page: Page) => Promise<unknown> };

/** Starts the whole program with the console as it is in the source, and a browser. */
export async function openProgramInBrowser(
  options: Parameters<typeof startTestVecino>[0] = {},
): Promise<ProgramInBrowser> {
  await placeTestConsole();
  const [app, browser] = await Promise.all([startTestVecino(options), launchBrowser()]);
  const open = async ({ cookie }: ConsoleCaller, path: string, { width = 1280, prepare }: Visit = {}) => {
    const page = await openPage(browser, { url: app.origin, cookies: cookie, width, bypassCSP: true });
    await prepare?.(page);
    await page.goto(`/consola${path}`);
    return page;
  };
  const close = async () => {
    await browser.close();
    await app.stop();
  };
  return { app, open, close };
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
      const findings = await axeFindings(page, scheme);
      const overflow = await overflowOf(page);
      return [...findings, ...(overflow > 0 ? [`${overflow} px wider than the screen`] : [])];
    },
    WIDTHS,
  );
}

/** How many pixels a page is wider than its screen, once what hangs from a button has followed it to its place. */
async function overflowOf(page: Page): Promise<number> {
  const measure = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  let overflow = await measure();
  for (let looks = 0; overflow > 0 && looks < 20; looks += 1) {
    await page.waitForTimeout(100);
    overflow = await measure();
  }
  return overflow;
}
