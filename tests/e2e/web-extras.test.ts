import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sniffFileType } from '../../domain/messages/file-types.ts';
import { axeFindings, inEveryLook, type Look } from '../support/axe.ts';
import { launchWholeBrowser } from '../support/browser.ts';
import { anEntity } from '../support/entity.ts';
import { type ExtrasServer, startExtrasServer } from '../support/extras-server.ts';
import { aJpegWithPlace } from '../support/jpeg-with-place.ts';
import { aPhotoOfAPhone } from '../support/photo-of-a-phone.ts';

const CATEDRAL = { latitude: 11.2434, longitude: -74.211 };
const OFFER = {
  code: 'ABCD2345',
  expiresAt: '2026-03-02T15:36:00Z',
  link: 'https://wa.me/573001112233?text=ABCD2345',
  qr: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0zM1 1h1v1H1z"/></svg>')}`,
};

let browser: Browser;
let server: ExtrasServer;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchWholeBrowser(['--use-fake-device-for-media-stream']);
  server = await startExtrasServer();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) {
    await context.close();
  }
});

/** What the page of the tests knows. */
type Host = {
  readonly begin: (name: string, title: string, ...more: unknown[]) => void;
  readonly asked: { readonly answer: Promise<Answered>; readonly close: () => void };
  readonly prepare: (file: unknown) => Promise<Prepared>;
  /** Every microphone that was opened. */
  streams: Stream[];
  /** How often the browser was asked where the person is, where a test counts it. */
  located: number;
  readonly navigator: {
    readonly mediaDevices?: { getUserMedia: (wanted: unknown) => Promise<Stream> };
    readonly geolocation: { getCurrentPosition: () => void };
    readonly clipboard: { readonly readText: () => Promise<string> };
  };
};
type Stream = { readonly getTracks: () => { readonly readyState: string }[] };
type SentFile = { readonly name: string; readonly type: string; readonly bytes: number[] };
type Prepared = SentFile & { readonly place: { latitude: number; longitude: number } | null };
/** Also whether the sheet was left as empty as it came. */
type Answered = { readonly answer: unknown; readonly isEmpty: boolean };

type Settings = BrowserContextOptions & {
  readonly on?: Browser;
  readonly url?: string;
  readonly isClockFake?: boolean;
};

async function openPage({ on = browser, url = server.url, isClockFake, ...options }: Settings = {}) {
  const context = await on.newContext({
    locale: 'es-CO',
    viewport: { width: 360, height: 640 },
    reducedMotion: 'reduce',
    ...options,
  });
  contexts.push(context);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const host = globalThis as unknown as Host;
    const { mediaDevices } = host.navigator;
    const ask = mediaDevices?.getUserMedia.bind(mediaDevices);
    host.streams = [];
    host.located = 0;
    if (mediaDevices && ask) {
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        host.streams.push(stream);
        return stream;
      };
    }
  });
  if (isClockFake) {
    await page.clock.install();
  }
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor();
  return page;
}

const begin = (page: Page, name: string, ...more: unknown[]): Promise<void> =>
  page.evaluate(([wanted, rest]) => (globalThis as unknown as Host).begin(wanted, 'Hoja', ...rest), [
    name,
    more,
  ] as const);

const answerOn = (page: Page): Promise<Answered> =>
  page.evaluate(() => (globalThis as unknown as Host).asked.answer);

const closeSheet = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as Host).asked.close());

const openTracks = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      (globalThis as unknown as Host).streams
        .flatMap((stream) => stream.getTracks())
        .filter(({ readyState }) => readyState === 'live').length,
  );

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

async function prepare(page: Page, photo: { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel('Foto').setInputFiles(photo);
  return page.getByLabel('Foto').evaluate((input) => {
    const [file] = (input as unknown as { files: unknown[] }).files;
    return (globalThis as unknown as Host).prepare(file);
  });
}

test('a photo of 8 MB with its place arrives small and stripped, and the place is known', async () => {
  const photo = await aPhotoOfAPhone();
  const page = await openPage();
  const { name, type, bytes, place } = await prepare(page, {
    name: 'IMG_0001.JPEG',
    mimeType: 'image/jpeg',
    buffer: photo,
  });
  const { width, height, exif, format } = await sharp(Buffer.from(bytes)).metadata();

  expect(photo.length).toBeGreaterThan(8 * 1024 * 1024);
  expect([name, type, format]).toEqual(['IMG_0001.jpg', 'image/jpeg', 'jpeg']);
  expect([width, height]).toEqual([1600, 1200]);
  expect(bytes.length).toBeLessThan(photo.length / 4);
  expect(exif).toBeUndefined();
  expect(place?.latitude).toBeCloseTo(CATEDRAL.latitude, 6);
  expect(place?.longitude).toBeCloseTo(CATEDRAL.longitude, 6);
});

test('a photo of 48 megapixels that a phone held upright has turned comes out upright', async () => {
  const blue = { create: { width: 8000, height: 1000, channels: 3 as const, background: '#00f' } };
  const photo = await sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#f00' } })
    .composite([{ input: await sharp(blue).png().toBuffer(), left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const page = await openPage();
  const { bytes } = await prepare(page, { name: 'alta.jpg', mimeType: 'image/jpeg', buffer: photo });
  const { data, info } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true });
  const colorAt = (x: number) => (data[(600 * info.width + x) * info.channels] ?? 0) > 128;

  expect([info.width, info.height]).toEqual([1200, 1600]);
  expect([colorAt(10), colorAt(info.width - 10)]).toEqual([true, false]);
});

test('a photo that is small already is never made larger, and loses its place all the same', async () => {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0f0' } })
    .withExif({ IFD0: { Make: 'Vecino' } })
    .jpeg({ quality: 20 })
    .toBuffer();
  const page = await openPage();
  const { bytes } = await prepare(page, { name: 'mini.jpg', mimeType: 'image/jpeg', buffer: photo });
  const { width, height, exif } = await sharp(Buffer.from(bytes)).metadata();

  expect([width, height, exif]).toEqual([40, 30, undefined]);
});

test('a photo is prepared also by browsers that cannot scale while they decode', async () => {
  const photo = await sharp({ create: { width: 3200, height: 400, channels: 3, background: '#0f0' } })
    .jpeg()
    .toBuffer();
  const page = await openPage();
  await page.evaluate(() => Object.assign(globalThis, { createImageBitmap: undefined }));
  const { bytes } = await prepare(page, { name: 'vieja.jpg', mimeType: 'image/jpeg', buffer: photo });
  const { width, height } = await sharp(Buffer.from(bytes)).metadata();

  expect([width, height]).toEqual([1600, 200]);
});

test('a photo that is transparent gets white paper behind it', async () => {
  const photo = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const page = await openPage();
  const { name, bytes } = await prepare(page, {
    name: 'captura.png',
    mimeType: 'image/png',
    buffer: photo,
  });
  const { data } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true });

  expect([name, data[0]]).toEqual(['captura.jpg', 255]);
});

test.each([
  ['that the browser cannot read', 'foto.heic', 'image/heic', Buffer.from('\0\0\0\x18ftypheic')],
  ['that is none', 'recibo.pdf', 'application/pdf', Buffer.from('%PDF-1.7')],
])('a photo %s goes as it is', async (_, name, mimeType, buffer) => {
  const page = await openPage();
  const prepared = await prepare(page, { name, mimeType, buffer });

  expect(prepared).toEqual({ name, type: mimeType, bytes: [...buffer], place: null });
});

test('a photo that is cut short behind its place still tells the place', async () => {
  const buffer = Buffer.from(aJpegWithPlace());
  const page = await openPage();
  const { bytes, place } = await prepare(page, { name: 'rota.jpg', mimeType: 'image/jpeg', buffer });

  expect(bytes).toEqual([...buffer]);
  expect(place?.latitude).toBeCloseTo(10.4775, 6);
});

test('a voice note is recorded, heard and sent as a file that the server takes', async () => {
  const page = await openPage({ permissions: ['microphone'], reducedMotion: 'no-preference' });
  await begin(page, 'recordVoice');
  await page.getByText('0:01 / 3:00').waitFor();
  await page.locator('.x-level[style*="scaleX(0."]').waitFor({ state: 'attached' });
  await button(page, 'Parar').click();
  await page.getByText('Tu nota de voz está lista.').waitFor();
  const openWhileListening = await openTracks(page);
  await button(page, 'Escuchar').click();
  await button(page, 'Parar').waitFor();
  await button(page, 'Escuchar').waitFor();
  await button(page, 'Enviar nota de voz').click();
  const { answer, isEmpty } = await answerOn(page);
  const { name, type, bytes } = answer as SentFile;

  expect(openWhileListening).toBe(0);
  expect([name, type]).toEqual(['nota-de-voz.webm', 'audio/webm']);
  expect(sniffFileType(Uint8Array.from(bytes))).toBe('audio/webm');
  expect(isEmpty).toBe(true);
});

test.each(['Cancelar', 'the sheet'])(
  'given up by %s sends nothing and lets the microphone go',
  async (how) => {
    const page = await openPage({ permissions: ['microphone'] });
    await begin(page, 'recordVoice');
    await button(page, 'Parar').waitFor();
    const openBefore = await openTracks(page);
    await (how === 'Cancelar' ? button(page, 'Cancelar').click() : closeSheet(page));

    expect(await answerOn(page)).toEqual({ answer: null, isEmpty: true });
    expect([openBefore, await openTracks(page)]).toEqual([1, 0]);
  },
);

test('a voice note can be recorded again before it is sent', async () => {
  const page = await openPage({ permissions: ['microphone'] });
  await begin(page, 'recordVoice');
  await button(page, 'Parar').click();
  await button(page, 'Grabar otra vez').click();
  await button(page, 'Parar').click();
  await button(page, 'Enviar nota de voz').click();

  expect((await answerOn(page)).answer).toMatchObject({ type: 'audio/webm' });
});

test('a voice note warns 15 seconds before its end and stops by itself at 3 minutes', async () => {
  const page = await openPage({ permissions: ['microphone'], isClockFake: true });
  await begin(page, 'recordVoice');
  await button(page, 'Parar').waitFor();
  await page.clock.runFor(164_000);
  const before = await page.getByRole('status').textContent();
  await page.clock.runFor(2000);
  const warned = await page.getByRole('status').textContent();
  await page.clock.runFor(15_000);
  await page.getByText('Llegaste al máximo de 3 minutos.').waitFor();

  expect([before, warned]).toEqual(['Grabando', 'Quedan menos de 15 segundos.']);
  expect(await openTracks(page)).toBe(0);
});

test('a voice note moves the focus on with each step', async () => {
  const page = await openPage({ permissions: ['microphone'] });
  const focused = () => page.locator('button:focus').textContent();
  await begin(page, 'recordVoice');
  await button(page, 'Parar').waitFor();
  const recording = await focused();
  await page.keyboard.press('Enter');
  await button(page, 'Enviar nota de voz').waitFor();

  expect([recording, await focused()]).toEqual(['Parar', 'Enviar nota de voz']);
});

test('a voice note is not recorded without permission, which is explained and can be given afterwards', async () => {
  const page = await openPage();
  await begin(page, 'recordVoice');
  await page.getByText('El navegador no tiene permiso para usar el micrófono.').waitFor();
  await page.context().grantPermissions(['microphone']);
  await button(page, 'Intentar otra vez').click();
  await button(page, 'Parar').waitFor();
  await closeSheet(page);

  expect(await answerOn(page)).toEqual({ answer: null, isEmpty: true });
});

test('a voice note is not recorded where there is no microphone', async () => {
  const deaf = await launchWholeBrowser();
  const page = await openPage({ on: deaf, permissions: ['microphone'] });
  await begin(page, 'recordVoice');
  await page.getByText('No encontramos un micrófono en este equipo.').waitFor();
  await button(page, 'Mejor escribo').click();
  const answered = await answerOn(page);
  await deaf.close();

  expect(answered).toEqual({ answer: null, isEmpty: true });
});

const GRANTED: Settings = {
  permissions: ['geolocation'],
  geolocation: { latitude: 11.2089, longitude: -74.2261, accuracy: 35 },
};

test('a place is not asked of the browser before the person asks for it', async () => {
  const page = await openPage(GRANTED);
  await page.evaluate(() => {
    const host = globalThis as unknown as Host;
    host.navigator.geolocation.getCurrentPosition = () => {
      host.located++;
    };
  });
  const located = () => page.evaluate(() => (globalThis as unknown as Host).located);
  await begin(page, 'choosePlace');
  await button(page, 'Enviar este lugar').press('Enter');
  await page.getByText('Primero mueve el mapa hasta el lugar').waitFor();
  const before = await located();
  await button(page, 'Usar mi ubicación').click();
  await page.getByText('Buscando tu ubicación.').waitFor();
  const after = await located();
  await button(page, 'Cancelar').click();

  expect([before, after]).toEqual([0, 1]);
  expect(await answerOn(page)).toEqual({ answer: null, isEmpty: true });
});

test('a place is the own one by permission, said with its margin and what is near', async () => {
  const page = await openPage(GRANTED);
  await begin(page, 'choosePlace');
  await button(page, 'Usar mi ubicación').click();
  await page.getByText('Te encontramos, con un margen de 35 metros.').waitFor();
  await page.getByText('Latitud 11.20890, longitud -74.22610. A 500 m de El Rodadero.').waitFor();
  await button(page, 'Enviar este lugar').click();

  expect((await answerOn(page)).answer).toEqual({ latitude: 11.2089, longitude: -74.2261 });
});

test('a place is found on the map by keyboard alone when the permission is refused', async () => {
  const page = await openPage();
  await begin(page, 'choosePlace');
  await button(page, 'Usar mi ubicación').focus();
  await page.keyboard.press('Enter');
  await page.getByText('El navegador no tiene permiso para ver tu ubicación.').waitFor();
  await page.keyboard.press('Tab');
  const name = await page.locator('.x-map:focus').getAttribute('aria-label');
  for (const key of ['+', '+', 'ArrowLeft', 'ArrowUp', 'ArrowUp', '-']) {
    await page.keyboard.press(key);
  }
  await page.getByText(/^Latitud 11\.2[5-9]\d+, longitud -74\.2[01]\d+\./).waitFor();
  await button(page, 'Enviar este lugar').press('Enter');

  expect(name).toBe('Mapa de Santa Marta');
  expect((await answerOn(page)).answer).toMatchObject({
    latitude: expect.closeTo(11.26, 1),
    longitude: expect.closeTo(-74.2, 1),
  });
});

test('a place is found by dragging, and by the wheel and the buttons that do the same', async () => {
  const page = await openPage();
  await begin(page, 'choosePlace');
  const map = page.getByRole('application', { name: 'Mapa de Santa Marta' });
  const scale = () => map.locator('text').last().textContent();
  const wide = await scale();
  await map.hover();
  await page.mouse.wheel(0, -600);
  const near = await scale();
  await page.mouse.down();
  await page.mouse.move(20, 300, { steps: 5 });
  await page.mouse.up();
  await page.getByText(/^Latitud/).waitFor();
  const dragged = await page.getByText(/^Latitud/).textContent();
  await button(page, 'Mover al sur').click();
  await button(page, 'Alejar').click();
  await page
    .getByText(/^Latitud/)
    .filter({ hasNotText: dragged ?? '' })
    .waitFor();
  await button(page, 'Enviar este lugar').click();
  const { longitude } = (await answerOn(page)).answer as typeof CATEDRAL;

  expect(wide).not.toBe(near);
  expect(longitude).toBeGreaterThan(-74.199);
});

test('a place comes nearer between two fingers', async () => {
  const page = await openPage({ hasTouch: true });
  await begin(page, 'choosePlace');
  const map = page.getByRole('application');
  const bar = map.locator('text').last();
  const wide = await bar.textContent();
  const { x, y, width, height } = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const fingers = (apart: number) =>
    [-apart, apart].map((away, id) => ({ x: x + width / 2 + away, y: y + height / 2, id }));
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(15) });
  for (const apart of [30, 60, 100]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

  expect([wide, await bar.textContent()]).toEqual(['5 km', '1 km']);
});

test('a place outside the city may be sent, and is said to be outside', async () => {
  const page = await openPage({
    ...GRANTED,
    geolocation: { latitude: 4.711, longitude: -74.072, accuracy: 20 },
  });
  await begin(page, 'choosePlace');
  await button(page, 'Usar mi ubicación').click();
  await page.getByText('Parece fuera de la ciudad.').waitFor();
  await button(page, 'Enviar este lugar').click();

  expect((await answerOn(page)).answer).toEqual({ latitude: 4.711, longitude: -74.072 });
});

test('a place of an entity without a map is only the own one, or an address in the chat', async () => {
  const other = await startExtrasServer(anEntity);
  const page = await openPage({ ...GRANTED, url: other.url });
  await begin(page, 'choosePlace');
  await page.getByText('También puedes escribir en el chat la dirección').waitFor();
  await button(page, 'Enviar este lugar').press('Enter');
  await page.getByText('Primero toca «Usar mi ubicación».').waitFor();
  await button(page, 'Usar mi ubicación').click();
  await page.getByText('Latitud 11.20890, longitud -74.22610.').waitFor();
  await button(page, 'Enviar este lugar').click();
  const { answer } = await answerOn(page);
  await other.stop();

  expect(answer).toEqual({ latitude: 11.2089, longitude: -74.2261 });
});

test('on a page without a safe connection both are explained and neither is asked for', async () => {
  const context = await browser.newContext({ permissions: [] });
  contexts.push(context);
  const page = await context.newPage();
  await page.route('http://extras.example/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: server.url + pathname }) });
  });
  await page.goto('http://extras.example/');
  await page.locator('html[data-ready]').waitFor();
  await begin(page, 'recordVoice');
  await page.getByText('Esta página no tiene conexión segura (https), y así el navegador no deja').waitFor();
  await button(page, 'Mejor escribo').click();
  const voice = await answerOn(page);
  await begin(page, 'choosePlace');
  await button(page, 'Usar mi ubicación').click();
  await page
    .getByText('Esta página no tiene conexión segura (https), y así el navegador no muestra')
    .waitFor();

  expect(voice).toEqual({ answer: null, isEmpty: true });
});

test('going on elsewhere shows the code for the eye and the ear, copies it, and says until when', async () => {
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await begin(page, 'showContinuation', OFFER);
  await button(page, 'Copiar código').click();
  await page.getByText('Código copiado.').waitFor();
  const copied = await page.evaluate(() => (globalThis as unknown as Host).navigator.clipboard.readText());
  const link = page.getByRole('link', { name: 'Abrir WhatsApp' });

  expect(copied).toBe('ABCD2345');
  expect(await page.locator('.x-code').ariaSnapshot()).toContain('A B C D 2 3 4 5');
  expect(await page.getByText('ABCD 2345').isVisible()).toBe(true);
  expect(await link.getAttribute('href')).toBe(OFFER.link);
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await page.getByText('Sirve hasta el lunes, 10:36 a. m.', { exact: true }).count()).toBe(1);
  await closeSheet(page);
  expect(await answerOn(page)).toEqual({ answer: null, isEmpty: true });
});

test('going on elsewhere copies also where pages have no clipboard', async () => {
  const page = await openPage();
  await page.evaluate(() => {
    const host = globalThis as unknown as Host;
    Object.defineProperty(host.navigator, 'clipboard', { value: undefined });
  });
  await begin(page, 'showContinuation', OFFER);
  await button(page, 'Copiar código').click();

  await page.getByText('Código copiado.').waitFor();
  expect(await page.locator('button:focus').textContent()).toBe('Copiar código');
});

test('going on elsewhere is a link alone when there is no code', async () => {
  const page = await openPage();
  await begin(page, 'showContinuation', {
    ...OFFER,
    code: null,
    link: 'https://vecino.example/#seguir=ABCD2345',
  });
  await page.getByRole('link', { name: 'Abrir el enlace' }).waitFor();

  expect(await page.locator('.sheet').getByRole('button').count()).toBe(0);
});

type State = readonly [name: string, isAllowed: boolean, reach: (page: Page) => Promise<void>];

const STATES: readonly State[] = [
  ['without a microphone', false, (page) => reach(page, 'recordVoice', [], 'Mejor escribo')],
  ['recording', true, (page) => reach(page, 'recordVoice', [], 'Parar')],
  ['recorded', true, (page) => reach(page, 'recordVoice', ['Parar'], 'Enviar nota de voz')],
  ['map', false, (page) => reach(page, 'choosePlace', ['Usar mi ubicación'], 'Acercar')],
  ['found', true, (page) => reach(page, 'choosePlace', ['Usar mi ubicación', 'Acercar'], 'Alejar')],
  ['continuation', true, (page) => reach(page, 'showContinuation', [], 'Copiar código')],
];

async function reach(page: Page, name: string, pressed: readonly string[], last: string): Promise<void> {
  await begin(page, name, OFFER);
  for (const one of pressed) {
    await button(page, one).click();
  }
  await button(page, last).waitFor();
}

/** What a person of any sight, on any screen, would stumble over in what is open. */
async function findingsOn(page: Page, { scheme }: Look): Promise<string[]> {
  const small = await page
    .locator('.sheet')
    .locator('button:visible, a:visible, [tabindex="0"]:visible')
    .evaluateAll((found) =>
      found
        .filter((element) => {
          const { width, height } = element.getBoundingClientRect();
          return Math.min(width, height) < 44;
        })
        .map((element) => `small: ${element.textContent}`),
    );
  const wide = await page
    .locator('html, .sheet > div')
    .evaluateAll((boxes) =>
      boxes
        .filter((box) => box.scrollWidth > box.clientWidth)
        .map(({ localName }) => `overflows: ${localName}`),
    );
  return [...small, ...wide, ...(await axeFindings(page, scheme))];
}

test('axe finds nothing, nothing overflows and every target is large, in every state and look', async () => {
  const page = await openPage({ geolocation: { ...CATEDRAL, accuracy: 35 } });
  const found: string[] = [];
  for (const [name, isAllowed, open] of STATES) {
    await page.context().clearPermissions();
    await page.context().grantPermissions(isAllowed ? ['microphone', 'geolocation'] : []);
    await open(page);
    const findings = await inEveryLook(page, (look) => findingsOn(page, look));
    found.push(...findings.map((finding) => `${name}, ${finding}`));
    await closeSheet(page);
  }

  expect(found).toEqual([]);
});
