import type { Browser } from 'playwright-core';
import { createTranslate } from '../locales/translate.ts';
import { launchWholeBrowser } from '../tests/support/browser.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';
import type { WebFront } from './web-front.ts';
import { getRivalBundle, RIVAL_PAGE } from './web-rival.ts';

const ROUNDS = 5;
const ACCEPT = createTranslate('es-CO')('privacy.accept');
const GIVE_UP_MS = 120_000;
const AIMED_MS = 1500;
const AIMED_TIMES = 5;
/** A phone of few pesos on the edge of a cell. */
const PHONE = { width: 360, height: 640 };
const BYTES_A_SECOND = 400_000 / 8;
const LATENCY_MS = 400;
const SLOWER_PROCESSOR = 4;

type Visit = {
  readonly firstMessageMs: number;
  /** Until the person can answer what was said. */
  readonly askedMs: number;
  readonly requests: number;
};

/** From the navigation to the first words of the assistant on the screen, with nothing in the cache, beside a rival. */
export async function measureFirstMessage(front: WebFront): Promise<readonly Figure[]> {
  const bundle = await getRivalBundle();
  const words = await firstWords(front.origin);
  const browser = await launchWholeBrowser();
  try {
    if (bundle !== null) {
      front.serve('/rival', { type: 'text/html; charset=utf-8', body: Buffer.from(RIVAL_PAGE) });
      front.serve('/rival.js', { type: 'text/javascript; charset=utf-8', gzip: true, body: bundle });
    }
    const own: Visit[] = [];
    const rival: Visit[] = [];
    // Visits alternate, so that a busy machine slows both.
    for (let round = 0; round < ROUNDS; round += 1) {
      own.push(await visit(browser, `${front.origin}/`, words));
      if (bundle !== null) {
        rival.push(await visit(browser, `${front.origin}/rival`, words));
      }
    }
    return toFigures(own, rival, bundle);
  } finally {
    await browser.close();
  }
}

/** What the assistant says first: the beginning of one line, whatever is made of the rest of it. */
async function firstWords(origin: string): Promise<string> {
  const base = `${origin}/v3/directline`;
  const ask = async (method: string, path: string, token = '') => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(base + path, { method, headers })).json() as Promise<{
      token: string;
      conversationId: string;
      activities?: readonly { text: string }[];
    }>;
  };
  const { token, conversationId } = await ask('POST', '/tokens/generate');
  await ask('POST', '/conversations', token);
  for (;;) {
    const { activities = [] } = await ask('GET', `/conversations/${conversationId}/activities`, token);
    const [first] = activities;
    if (first) {
      return /[^\n*_.,!¡:]{10,40}/.exec(first.text)?.[0].trim() ?? first.text;
    }
  }
}

async function visit(browser: Browser, address: string, words: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'es-CO' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  let requests = 0;
  page.on('request', () => {
    requests += 1;
  });
  page.on('websocket', () => {
    requests += 1;
  });
  await page.goto(address, { waitUntil: 'commit', timeout: GIVE_UP_MS });
  await page.getByText(words).first().waitFor({ timeout: GIVE_UP_MS });
  const firstMessageMs = await page.evaluate<number>('performance.now()');
  const untilThen = requests;
  await page.getByRole('button', { name: ACCEPT, exact: true }).first().waitFor({ timeout: GIVE_UP_MS });
  const askedMs = await page.evaluate<number>('performance.now()');
  await context.close();
  return { firstMessageMs, askedMs, requests: untilThen };
}

function toFigures(own: readonly Visit[], rival: readonly Visit[], bundle: Buffer | null): readonly Figure[] {
  const of = (visits: readonly Visit[], pick: (visit: Visit) => number): number => median(visits.map(pick));
  const ownMs = of(own, ({ firstMessageMs }) => firstMessageMs);
  const rivalMs = of(rival, ({ firstMessageMs }) => firstMessageMs);
  const ownAskedMs = of(own, ({ askedMs }) => askedMs);
  const rivalAskedMs = of(rival, ({ askedMs }) => askedMs);
  return [
    {
      name: 'first message, 400 kbit/s, 400 ms, processor ÷ 4',
      measured: ownMs,
      unit: 'ms',
      against: { kind: 'at most', value: AIMED_MS },
    },
    { name: '  requests until then', measured: of(own, ({ requests }) => requests), unit: '' },
    { name: '  until it can be answered', measured: ownAskedMs, unit: 'ms' },
    { name: 'the same of botframework-webchat, minimal', measured: rivalMs, unit: 'ms' },
    { name: '  requests until then', measured: of(rival, ({ requests }) => requests), unit: '' },
    { name: '  until it can be answered', measured: rivalAskedMs, unit: 'ms' },
    { name: '  bytes of its bundle (gzip)', measured: bundle?.length ?? Number.NaN, unit: 'B' },
    {
      name: 'how many times faster, until it can be answered',
      measured: rivalAskedMs / ownAskedMs,
      unit: '',
      against: { kind: 'at least', value: AIMED_TIMES },
    },
  ];
}
