import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SendingStatus } from '../../domain/messages/sending-control.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { type ConsoleFixture, openConsole, setWhatsApp, t } from '../backoffice/console-fixture.ts';
import { launchBrowser } from '../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;
const PHONE = '573001112233';
const UNTIL = new Date('2026-11-20T15:01:00Z');
const QR = `https://wa.me/settings/linked_devices#${'2@abc+/='.repeat(28)}`;
const STOPPED: SendingStatus = {
  scope: 'proactive',
  reason: 'refused-463',
  since: new Date('2026-11-20T14:00:00Z'),
  proactiveToday: 41,
  ceiling: 200,
};

let browser: Browser;
let fixture: ConsoleFixture;
let address: string;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  fixture = await openConsole();
  address = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(async () => {
  fixture.sending.status = null;
  await setWhatsApp(fixture);
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await fixture.close();
});

async function openPage(
  screen: (typeof SCREENS)[number],
  { javaScriptEnabled = true, bypassCSP = true } = {},
): Promise<Page> {
  const { width, colorScheme } = screen;
  context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP,
    javaScriptEnabled,
    baseURL: address,
  });
  return context.newPage();
}

async function signIn(page: Page, role: StaffRole = 'admin'): Promise<void> {
  const { email, password } = await fixture.createStaff(role);
  await page.goto('/consola/canales');
  await page.getByLabel(t('console.signIn.email')).fill(email);
  await page.getByLabel(t('console.signIn.password')).fill(password);
  await page.getByRole('button', { name: t('console.signIn.submit') }).click();
  await page.getByRole('heading', { level: 1, name: t('console.channels.title') }).waitFor();
}

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe finds wrong, and whether the page is wider than the screen. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<Violation[]>('axe.run().then((result) => result.violations)');
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ...(overflow > 0 ? [`${overflow} px wider than the screen`] : []),
  ];
}

/** Every way in which the page can look, each with what makes it so. */
const LOOKS: Readonly<Record<string, () => Promise<void>>> = {
  unattended: () => setWhatsApp(fixture, { attended: false }),
  unpaired: () => setWhatsApp(fixture),
  qr: () => setWhatsApp(fixture, { state: 'pairing', pairing: { kind: 'qr', value: QR, until: UNTIL } }),
  code: () =>
    setWhatsApp(fixture, { state: 'pairing', pairing: { kind: 'code', value: '2S8MF95W', until: UNTIL } }),
  connecting: () => setWhatsApp(fixture, { state: 'connecting', phone: PHONE }),
  open: async () => {
    fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };
    await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  },
  closed: () => setWhatsApp(fixture, { state: 'closed', reason: 'network', phone: PHONE }),
  banned: async () => {
    fixture.sending.status = { ...STOPPED, scope: 'all', reason: 'banned' };
    await setWhatsApp(fixture, { state: 'stopped', reason: 'banned', phone: PHONE });
  },
  restricted: async () => {
    fixture.sending.status = STOPPED;
    await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  },
};

test.each(SCREENS)('axe finds nothing in any state at $width px, $colorScheme', async (screen) => {
  const page = await openPage(screen);
  await signIn(page);

  const found: Record<string, readonly string[]> = {};
  for (const [name, become] of Object.entries(LOOKS)) {
    await become();
    await page.goto('/consola/canales');
    found[name] = await problemsOf(page);
  }
  for (const question of ['desvincular', 'reanudar', 'detener']) {
    await page.goto(`/consola/canales/${question}`);
    found[question] = await problemsOf(page);
  }
  fixture.sending.status = STOPPED;
  await setWhatsApp(fixture, { state: 'stopped', reason: 'banned', phone: PHONE });
  const before = fixture.time.now;
  fixture.time.now = new Date(before.getTime() + 10_000);
  await page.goto('/consola');
  await page.getByText(t('console.channels.alarmTitle')).waitFor();
  found['the alarm'] = await problemsOf(page);
  fixture.time.now = before;
  fixture.sending.status = null;
  await setWhatsApp(fixture);
  await page.goto('/consola/canales');
  await page.getByRole('button', { name: t('console.channels.pair.codeSubmit') }).click();
  await page.getByRole('alert').waitFor();
  found['wrong telephone'] = await problemsOf(page);

  expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([]);
  expect(Object.keys(found)).toHaveLength(Object.keys(LOOKS).length + 5);
});

test('a phone is linked without JavaScript: the page follows by itself the code, its change and the link', async () => {
  const page = await openPage(SCREENS[2], { javaScriptEnabled: false, bypassCSP: false });
  await signIn(page);

  await page.getByRole('button', { name: t('console.channels.pair.qrSubmit') }).click();
  await page.getByText(t('console.channels.pair.preparing')).waitFor();
  await setWhatsApp(fixture, { state: 'pairing', pairing: { kind: 'qr', value: QR, until: UNTIL } });
  const drawing = page.getByRole('img', { name: t('console.channels.pair.qrAlt') });
  await drawing.waitFor();
  const size = await drawing.boundingBox();
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  await page.getByText(t('whatsapp.about.open')).waitFor();

  expect(size?.width).toBeGreaterThan(250);
  expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
});

test('a QR code is black on white, on a light page and on a dark one', async () => {
  for (const screen of SCREENS) {
    const page = await openPage(screen);
    await signIn(page);
    await setWhatsApp(fixture, { state: 'pairing', pairing: { kind: 'qr', value: QR, until: UNTIL } });
    await page.goto('/consola/canales');
    const { dark, light } = await page.evaluate<{ dark: string; light: string }>(`(() => {
      const [light, dark] = document.querySelectorAll('svg.qr path');
      return { dark: getComputedStyle(dark).fill, light: getComputedStyle(light).fill };
    })()`);
    await context.close();
    expect({ dark, light }).toEqual({ dark: 'rgb(0, 0, 0)', light: 'rgb(255, 255, 255)' });
  }
});

test('unlinking asks first, and the request waits where everybody sees it', async () => {
  const page = await openPage(SCREENS[0], { javaScriptEnabled: false, bypassCSP: false });
  await signIn(page);
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  await page.goto('/consola/canales');

  await page.getByRole('link', { name: t('console.channels.logout') }).click();
  await page.getByText(t('console.channels.logoutWhat')).waitFor();
  await page.getByRole('link', { name: t('console.channels.back') }).click();
  const before = await fixture.db.whatsappAccount.findFirstOrThrow();
  await page.getByRole('link', { name: t('console.channels.logout') }).click();
  await page.getByRole('button', { name: t('console.channels.logoutYes') }).click();
  await page.getByText(t('console.channels.pending')).waitFor();
  const after = await fixture.db.whatsappAccount.findFirstOrThrow();

  expect([before.wanted, after.wanted]).toEqual(['none', 'logout']);
});
