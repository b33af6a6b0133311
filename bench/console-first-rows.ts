import type { Browser, Page } from 'playwright-core';
import { launchWholeBrowser } from '../tests/support/browser.ts';
import { addSession } from '../tests/support/console-page.ts';
import { enterConsole } from '../tests/support/staff-entry.ts';
import type { Engine } from './engine.ts';
import type { Figure } from './figure.ts';
import { startProgram } from './program.ts';
import { median } from './statistics.ts';

const ROUNDS = 7;
const AIMED_MS = 1000;
const LIST = '/consola/pqrs';

type Visit = { readonly coldMs: number; readonly warmMs: number };

/** From the navigation to the first rows of the list of PQRS on the screen, from the program, over a full database. */
export async function measureFirstRows({
  dataDir,
  databaseUrl,
  storage,
}: Engine): Promise<readonly Figure[]> {
  const program = await startProgram(dataDir, [], { DATABASE_URL: databaseUrl });
  const browser = await launchWholeBrowser();
  try {
    const { cookie } = await enterConsole(program.origin, storage.database.prisma, 'pqrs');
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      visits.push(await visit(browser, program.origin, cookie));
    }
    return [
      rows('first rows of the list visible, nothing in the cache', visits, ({ coldMs }) => coldMs),
      rows('first rows of the list visible, the second time', visits, ({ warmMs }) => warmMs),
    ];
  } finally {
    await browser.close();
    await program.stop();
  }
}

async function visit(browser: Browser, origin: string, cookie: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'es-CO' });
  await addSession(context, origin, cookie);
  const page = await context.newPage();
  const coldMs = await rowsAfter(page, origin);
  const warmMs = await rowsAfter(page, origin);
  await context.close();
  return { coldMs, warmMs };
}

async function rowsAfter(page: Page, origin: string): Promise<number> {
  await page.goto(origin + LIST, { waitUntil: 'commit' });
  await page.getByRole('rowheader').first().waitFor();
  return page.evaluate<number>('performance.now()');
}

function rows(name: string, visits: readonly Visit[], pick: (visit: Visit) => number): Figure {
  return {
    name,
    measured: median(visits.map(pick)),
    unit: 'ms',
    against: { kind: 'at most', value: AIMED_MS },
  };
}
