import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Quiet and self-contained: nothing is fetched behind the back of a test. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a browser may take to show that it works on this machine. */
const TRIAL_MS = 20_000;

/**
 * A real Chromium: `CHROMIUM_PATH`, else the one that comes as a package, else the system's.
 *
 * The one of the package has no window to draw and takes half the time of the system's for the same pages.
 */
export async function launchBrowser(): Promise<Browser> {
  const packaged = findNamed() === null ? await launchPackaged() : null;
  return packaged ?? launchWholeBrowser();
}

/**
 * A Chromium with all its parts: `CHROMIUM_PATH`, else the system's, else the one that comes as a package.
 *
 * That of the package records no sound and installs no page.
 */
export async function launchWholeBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findWholeBrowser() ?? (await findPackaged());
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] });
}

/** Where a Chromium with all its parts is; null on a machine without one. */
export function findWholeBrowser(): string | null {
  return findNamed() ?? SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? null;
}

/** Where the packaged Chromium is. Unpacks it once, which two processes must not do at the same time. */
export function findPackaged(): Promise<string> {
  return sparticuz.executablePath();
}

function findNamed(): string | null {
  // biome-ignore lint/style/noProcessEnv: which browser a machine has is a matter of the tests alone.
  const { CHROMIUM_PATH } = process.env;
  return CHROMIUM_PATH ? CHROMIUM_PATH : null;
}

/** Null on a machine that lacks the libraries that it needs. */
async function launchPackaged(): Promise<Browser | null> {
  try {
    const executablePath = await findPackaged();
    const browser = await chromium.launch({ executablePath, args: [...ARGUMENTS], timeout: TRIAL_MS });
    const page = await browser.newPage();
    await page.goto('data:text/html,hola', { timeout: TRIAL_MS });
    await page.close();
    return browser;
  } catch {
    return null;
  }
}
