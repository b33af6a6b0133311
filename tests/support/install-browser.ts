import { spawnSync } from 'node:child_process';
import { findWholeBrowser, launchWholeBrowser } from './browser.ts';

/*
 * Makes sure that a Chromium with all its parts opens pages on this machine: one that is here, else the one of the
 * system's packages, where that can be installed. Ends with 1 when there is none.
 */

async function opensPages(): Promise<boolean> {
  if (findWholeBrowser() === null) {
    return false;
  }
  try {
    const browser = await launchWholeBrowser();
    await (await browser.newPage()).goto('data:text/html,hola');
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

function installBrowser(): void {
  if (process.getuid?.() !== 0) {
    return;
  }
  process.stdout.write('No browser starts here: installing Chromium with apt-get.\n');
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

function apt(...args: readonly string[]): void {
  const quiet = ['-o', 'Dpkg::Use-Pty=0'];
  spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...quiet, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

if (!(await opensPages())) {
  installBrowser();
  if (!(await opensPages())) {
    process.stderr.write('No Chromium starts on this machine; set CHROMIUM_PATH to one.\n');
    process.exitCode = 1;
  }
}
