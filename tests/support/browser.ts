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

/** A real Chromium: `CHROMIUM_PATH`, else the system's, else the one that comes as a package. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  // biome-ignore lint/style/noProcessEnv: which browser a machine has is a matter of the tests alone.
  const { CHROMIUM_PATH } = process.env;
  const installed = CHROMIUM_PATH ?? SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (installed) {
    return chromium.launch({ executablePath: installed, args: [...ARGUMENTS, ...more] });
  }
  const args = [...sparticuz.args, ...ARGUMENTS, ...more];
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args });
}
