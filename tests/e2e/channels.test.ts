import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SendingStatus } from '../../domain/messages/sending-control.ts';
import { insertConversation, setWhatsApp, t } from '../backoffice/console-fixture.ts';
import { type ConsoleInBrowser, findProblems, openConsoleInBrowser } from '../support/console-page.ts';

const PHONE = '573001112233';
const UNTIL = new Date('2026-11-20T15:01:00Z');
const QR = `https://wa.me/settings/linked_devices#${'2@abc+/='.repeat(28)}`;
const STOPPED: SendingStatus = {
  scope: 'proactive',
  reason: 'refused-463',
  since: new Date('2026-11-20T14:00:00Z'),
  by: null,
  proactiveToday: 41,
  ceiling: 200,
};

let ours: ConsoleInBrowser;
let page: Page;

beforeAll(async () => {
  ours = await openConsoleInBrowser();
});
beforeEach(async () => {
  ours.fixture.sending.status = null;
  await setWhatsApp(ours.fixture);
});
afterEach(() => page?.context().close());
afterAll(() => ours.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function openChannels(): Promise<void> {
  await page.goto('/consola/canales');
  await page.getByRole('heading', { level: 2, name: t('console.channels.whatsapp'), exact: true }).waitFor();
}

/** Every way in which the screen can look, each with what makes it so. */
const LOOKS: Readonly<Record<string, () => Promise<void>>> = {
  unattended: () => setWhatsApp(ours.fixture, { attended: false }),
  qr: () => setWhatsApp(ours.fixture, { state: 'pairing', pairing: { kind: 'qr', value: QR, until: UNTIL } }),
  code: () =>
    setWhatsApp(ours.fixture, {
      state: 'pairing',
      pairing: { kind: 'code', value: '2S8MF95W', until: UNTIL },
    }),
  open: async () => {
    ours.fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };
    await setWhatsApp(ours.fixture, { state: 'open', phone: PHONE });
  },
  closed: () => setWhatsApp(ours.fixture, { state: 'closed', reason: 'network', phone: PHONE }),
  banned: async () => {
    ours.fixture.sending.status = { ...STOPPED, scope: 'all', reason: 'banned' };
    await setWhatsApp(ours.fixture, { state: 'stopped', reason: 'banned', phone: PHONE });
  },
};

test('axe finds nothing in any state of the number, in three widths, light and dark', async () => {
  page = await ours.open('admin');
  const found: Record<string, readonly string[]> = {};
  for (const [name, become] of Object.entries(LOOKS)) {
    await become();
    await openChannels();
    found[name] = await findProblems(page);
  }
  await button(t('console.channels.resume')).click();
  await page.getByRole('dialog').waitFor();
  found['a question'] = await findProblems(page);
  ours.fixture.sending.status = null;
  await setWhatsApp(ours.fixture);
  await openChannels();
  await button(t('console.channels.pair.codeSubmit')).click();
  await page.getByText(t('console.channels.pair.notAPhone')).waitFor();
  found['wrong telephone'] = await findProblems(page);

  expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([]);
  expect(Object.keys(found)).toHaveLength(Object.keys(LOOKS).length + 2);
}, 300_000);

test('a phone is linked by QR: the screen follows by itself the code and the link', async () => {
  page = await ours.open('admin', { bypassCSP: false });
  await openChannels();

  await button(t('console.channels.pair.qrSubmit')).click();
  await page.getByText(t('console.channels.pair.preparing')).waitFor();
  await setWhatsApp(ours.fixture, { state: 'pairing', pairing: { kind: 'qr', value: QR, until: UNTIL } });
  const drawing = page.getByRole('img', { name: t('console.channels.pair.qrAlt') });
  await drawing.waitFor();
  const size = await drawing.boundingBox();
  await setWhatsApp(ours.fixture, { state: 'open', phone: PHONE });
  await page.getByText(t('whatsapp.about.open')).waitFor();

  expect(size?.width).toBeGreaterThan(250);
  expect(await drawing.count()).toBe(0);
});

test('a written code is asked with a telephone, which is kept and explained when it is none', async () => {
  page = await ours.open('admin', { bypassCSP: false });
  await openChannels();
  const field = page.getByLabel(t('console.channels.pair.codePhone'));

  await field.fill('300 11');
  await button(t('console.channels.pair.codeSubmit')).click();
  await page.getByText(t('console.channels.pair.notAPhone')).waitFor();
  expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['300 11', 'true']);
  await field.fill('+57 300 111 2233');
  await button(t('console.channels.pair.codeSubmit')).click();
  await page.getByText(t('console.channels.pair.preparing')).waitFor();
  await setWhatsApp(ours.fixture, {
    state: 'pairing',
    pairing: { kind: 'code', value: '2S8MF95W', until: UNTIL },
  });

  await page.getByText('2S8M-F95W').waitFor();
});

test('unlinking asks first; the request waits where everybody sees it, and can be withdrawn', async () => {
  page = await ours.open('admin', { width: 360 });
  await setWhatsApp(ours.fixture, { state: 'open', phone: PHONE });
  await openChannels();
  const wanted = async () => (await ours.fixture.db.whatsappAccount.findFirstOrThrow()).wanted;

  await button(t('console.channels.logout')).click();
  await page.getByText(t('console.channels.logoutWhat')).waitFor();
  await button(t('console.channels.back')).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const before = await wanted();
  await button(t('console.channels.logout')).click();
  await button(t('console.channels.logoutYes')).click();
  await page.getByText(t('console.channels.pending')).waitFor();
  const asked = await wanted();
  await button(t('console.channels.withdraw')).click();
  await page.getByText(t('console.channels.pending')).waitFor({ state: 'hidden' });

  expect([before, asked, await wanted()]).toEqual(['none', 'logout', 'none']);
});

test('what is stopped is said on every screen, and goes on after a second yes', async () => {
  ours.fixture.sending.status = STOPPED;
  await setWhatsApp(ours.fixture, { state: 'open', phone: PHONE });
  page = await ours.open('admin');
  await page.goto('/consola/pqrs');
  await page.getByRole('alert').getByText(t('sending.stop.refused-463')).waitFor();
  await page.getByRole('link', { name: t('console.channels.alarmMore') }).click();

  await button(t('console.channels.resume')).click();
  await page.getByText(t('console.channels.resumeWhat')).waitFor();
  expect(ours.fixture.sending.status).toEqual(STOPPED);
  await button(t('console.channels.resumeYes')).click();
  await page.getByText(t('console.channels.sendingFree')).waitFor();
  await page.goto('/consola/pqrs');
  await page.getByText(t('console.list.emptyHow')).waitFor();

  expect(await page.getByText(t('console.channels.alarmTitle')).count()).toBe(0);
});

test('whoever may only look is told so, and is offered nothing', async () => {
  page = await ours.open('atencion');
  await openChannels();
  await page.getByText(t('console.channels.readOnly')).waitFor();

  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
});

const tab = (name: string) => page.getByRole('tab', { name, exact: true });

/** A message in a conversation of its own, on the channel of the terminal. */
async function insertLine(status: string, reason: string | null): Promise<string> {
  const conversationId = await insertConversation(ours.fixture);
  const at = new Date('2026-11-20T14:30:00Z');
  const { id } = await ours.fixture.db.outbox.create({
    data: {
      ...{ id: randomUUID(), conversationId, seq: 1, channel: 'terminal', recipient: PHONE, class: 'reply' },
      ...{
        content: { text: 'palabras secretas' },
        status,
        reason,
        attempts: 6,
        availableAt: at,
        createdAt: at,
      },
    },
  });
  return id;
}

async function insertGivenUp(): Promise<void> {
  const at = new Date('2026-11-20T14:30:00Z');
  await ours.fixture.db.event.create({
    data: {
      ...{ conversationId: await insertConversation(ours.fixture), channelMessageId: randomUUID() },
      ...{ kind: 'message', content: { text: 'palabras secretas' }, receivedAt: at, seq: 1 },
      ...{ attempts: 4, errors: 3, processedAt: at, outcome: 'handed-to-human' },
    },
  });
}

test('a colleague stops what Vecino sends by itself with a reason, which everybody reads', async () => {
  ours.fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };
  await setWhatsApp(ours.fixture, { state: 'open', phone: PHONE });
  page = await ours.open('admin');
  await openChannels();

  await button(t('console.channels.stop')).click();
  await button(t('console.channels.stopYes')).click();
  await page.getByText(t('console.channels.cause.missing')).waitFor();
  await page.getByLabel(t('console.channels.cause'), { exact: true }).selectOption('other');
  await button(t('console.channels.stopYes')).click();
  await page.getByText(t('console.channels.noteMissing')).waitFor();
  const found = await findProblems(page);
  await page.getByLabel(t('console.channels.note')).fill('Cambio de operador');
  await button(t('console.channels.stopYes')).click();
  const said = `${t('console.channels.stoppedBy', { name: 'Ana Ruiz' })} ${t('console.channels.stoppedWhy', { cause: 'Cambio de operador' })}`;
  await page.getByRole('alert').getByText(said).waitFor();
  await page.goto('/consola/pqrs');
  await page.getByRole('alert').getByText(said).waitFor();

  expect(found).toEqual([]);
});

test('queue, ledger and failed messages are read in each look, empty and full', async () => {
  page = await ours.open('admin');
  await openChannels();
  const found: Record<string, readonly string[]> = {};
  const look = async (name: string, ready: string) => {
    await tab(t(`console.channels.tab.${name}` as 'console.channels.tab.cola')).click();
    await page.getByText(ready).first().waitFor();
    found[`${name}: ${ready}`] = await findProblems(page);
  };
  await look('cola', t('console.channels.queue.emptyTitle'));
  await look('enviados', t('console.channels.ledger.emptyTitle'));
  await look('fallidos', t('console.channels.givenUp.emptyTitle'));
  await insertLine('queued', null);
  await insertLine('failed', 'too-many-attempts');
  await insertLine('skipped', 'no-consent');
  await insertGivenUp();
  await page.reload();
  await look('fallidos', t('console.channels.givenUp.errors'));
  await look('enviados', t('sending.fail.too-many-attempts'));
  await look('cola', t('console.channels.class.reply'));

  expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([]);
  expect(Object.keys(found)).toHaveLength(6);
  await ours.fixture.db.outbox.deleteMany();
  await ours.fixture.db.event.deleteMany();
}, 300_000);

test('failed messages are tried again by keyboard, one or several, and leave the list', async () => {
  const first = await insertLine('failed', 'too-many-attempts');
  await insertLine('failed', 'no-address');
  await insertGivenUp();
  page = await ours.open('admin', { width: 360 });
  await page.goto('/consola/canales?ver=fallidos');
  const retry = page.getByRole('button', { name: /^Reintentar el mensaje/ });
  await retry.nth(2).waitFor();

  await page
    .getByRole('row')
    .filter({ hasText: t('sending.fail.too-many-attempts') })
    .getByRole('button')
    .press('Enter');
  await page.getByText(t('console.channels.retryWhat')).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const untouched = await ours.fixture.db.outbox.count({ where: { status: 'failed' } });
  await page
    .getByRole('row')
    .filter({ hasText: t('sending.fail.too-many-attempts') })
    .getByRole('button')
    .press('Enter');
  await button(t('console.channels.retryYes')).press('Enter');
  const outcome = page
    .getByRole('status')
    .filter({ hasText: t('console.channels.outcome.retried', { count: 1 }) });
  await outcome.waitFor();
  await expect.poll(() => outcome.evaluate((place) => place.matches(':focus'))).toBe(true);
  await expect.poll(() => retry.count()).toBe(2);

  expect(untouched).toBe(2);
  expect(await ours.fixture.db.outbox.findUniqueOrThrow({ where: { id: first } })).toMatchObject({
    ...{ status: 'queued', attempts: 0 },
  });

  await page.getByRole('checkbox').first().press(' ');
  await button(t('console.channels.retryChosen')).press('Enter');
  await button(t('console.channels.retryYes')).press('Enter');
  await expect.poll(() => retry.count()).toBe(1);
  expect(await page.getByText('palabras secretas').count()).toBe(0);
  await ours.fixture.db.outbox.deleteMany();
  await ours.fixture.db.event.deleteMany();
});

test('a message that fails while somebody looks appears by itself; who may only look is offered no retry', async () => {
  const id = await insertLine('sending', null);
  page = await ours.open('atencion');
  await page.goto('/consola/canales?ver=fallidos');
  await page.getByText(t('console.channels.dead.emptyTitle')).waitFor();

  await ours.fixture.db.outbox.update({ where: { id }, data: { status: 'failed', reason: 'file-missing' } });
  await page.getByText(t('sending.fail.file-missing')).waitFor();

  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(await page.getByText(PHONE).count()).toBe(0);
  await ours.fixture.db.outbox.deleteMany();
});
