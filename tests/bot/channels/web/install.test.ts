import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawInitials } from '../../../../bot/channels/web/install/letters.ts';
import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';

let server: WebServer;
let profile: EntityProfile;

beforeAll(async () => {
  profile = essmarProfile();
  server = await startWebServer(new WebWorld(), { profile: () => profile });
});
afterAll(() => server.stop());

const get = (path: string) => fetch(server.url + path);
const textOf = async (path: string) => (await get(path)).text();

type Manifest = {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  readonly [name: string]: unknown;
};
const manifest = async () => (await (await get('/manifest.webmanifest')).json()) as Manifest;

/** Does something while the entity is another one. */
async function as<T>(changes: Partial<EntityProfile>, work: () => Promise<T>): Promise<T> {
  const before = profile;
  profile = { ...before, ...changes };
  try {
    return await work();
  } finally {
    profile = before;
  }
}

describe('the manifest', () => {
  test('presents the page by the entity that it belongs to', async () => {
    const response = await get('/manifest.webmanifest');

    expect(response.headers.get('content-type')).toContain('application/manifest+json');
    expect(await response.json()).toMatchObject({
      id: '/',
      name: 'Vecino · ESSMAR',
      short_name: 'ESSMAR',
      lang: 'es-CO',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      theme_color: profile.colors.primary.toLowerCase(),
    });
  });

  test('is named by the page, with the colours of the bars by day and by night', async () => {
    const page = await textOf('/');

    expect(page).toContain('<link rel="manifest" href="/manifest.webmanifest">');
    expect(page).toMatch(/<link rel="apple-touch-icon" href="\/icono-maskable-512\.png\?v=[\w-]+">/);
    expect(page).toMatch(
      /<meta name="theme-color" media="\(prefers-color-scheme: light\)" content="#\w{6}">/,
    );
    expect(page).toMatch(/<meta name="theme-color" media="\(prefers-color-scheme: dark\)" content="#\w{6}">/);
  });

  test('a name with signs of markup stays a name', async () => {
    const name = '"><script>x</script>';
    const [page, { short_name }] = await as({ name }, () => Promise.all([textOf('/'), manifest()]));

    expect(page).not.toContain('<script>x');
    expect(short_name).toBe(name);
  });
});

test('the pictures are as large as the manifest says, and may be kept for ever under their version', async () => {
  const { icons } = await manifest();
  const found = await Promise.all(
    icons.map(async ({ src, sizes }) => {
      const response = await get(src);
      const { format, width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      return {
        src,
        sizes,
        format,
        drawn: `${width}x${height}`,
        kept: response.headers.get('cache-control'),
      };
    }),
  );

  expect(icons.map(({ purpose }) => purpose)).toEqual(['any', 'any', 'maskable']);
  for (const { sizes, format, drawn, kept } of found) {
    expect({ format, drawn }).toEqual({ format: 'png', drawn: sizes });
    expect(kept).toContain('immutable');
  }
});

test('pictures without a version are asked for each time, and a known one is answered with nothing', async () => {
  const first = await get('/icono-192.png');
  const again = await fetch(`${server.url}/icono-192.png`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });

  expect(first.headers.get('cache-control')).toBe('no-cache');
  expect(again.status).toBe(304);
});

test('the pictures have another address when the colours or the name change', async () => {
  const addresses = async () => (await manifest()).icons.map(({ src }) => src).join(' ');
  const colors = { primary: '#7a1f1f', onPrimary: '#ffffff' };
  const found = [
    await addresses(),
    await as({ colors }, addresses),
    await as({ name: 'Aguas' }, addresses),
    await addresses(),
  ];

  expect(new Set(found).size).toBe(3);
  expect(found[3]).toBe(found[0]);
});

test('the maskable picture has everything inside the circle that no system cuts', async () => {
  const name = 'Municipio Manizales';
  const bytes = await as({ name }, async () => (await get('/icono-maskable-512.png')).arrayBuffer());
  const { data, info } = await sharp(Buffer.from(bytes))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colorAt = (x: number, y: number) => data.readUIntBE((y * info.width + x) * info.channels, 3);
  const background = colorAt(0, 0);
  let inside = 0;
  let outside = 0;
  for (let y = 0; y < info.height; y += 2) {
    for (let x = 0; x < info.width; x += 2) {
      const isDrawn = colorAt(x, y) !== background;
      const isSafe = Math.hypot(x - info.width / 2, y - info.height / 2) <= info.width * 0.4;
      inside += Number(isDrawn && isSafe);
      outside += Number(isDrawn && !isSafe);
    }
  }

  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(1000);
});

test.each([
  ['ESSMAR', ['E']],
  ['Aguas del Socorro', ['A', 'S']],
  ['Empresa de Acueducto y Alcantarillado', ['E', 'A']],
  ['Ñame Útil', ['N', 'U']],
])('%s is drawn with %j', (name, letters) => {
  // A word of its own, so that no letter is taken for a preposition.
  expect(drawInitials(name)).toEqual(letters.flatMap((letter) => drawInitials(`${letter}xx`)));
});

test('a name without letters is drawn too', () => {
  expect(drawInitials('¡¿?!')).toHaveLength(1);
});

describe('the service worker', () => {
  const shellOf = (worker: string) =>
    JSON.parse(/^self\.shell=(\{.*?\});$/m.exec(worker)?.[1] ?? '') as {
      version: string;
      addresses: string[];
    };

  test('answers for the whole page, is asked for each time and may ask for nothing but ours', async () => {
    const { headers } = await get('/sw.js');

    expect(headers.get('content-type')).toContain('text/javascript');
    expect(headers.get('service-worker-allowed')).toBe('/');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'");
  });

  test('names everything that the page loads, and no more', async () => {
    const page = await textOf('/');
    const { addresses } = shellOf(await textOf('/sw.js'));
    const statuses = await Promise.all(addresses.map(async (address) => (await get(address)).status));

    expect(addresses[0]).toBe('/');
    expect(addresses).toContain(/src="(\/widget\.js\?v=[^"]+)"/.exec(page)?.[1]);
    expect(addresses).toContain(/href="(\/chat\.css\?v=[^"]+)"/.exec(page)?.[1]);
    expect(addresses.filter((address) => /^\/widget-extras\.js(\?|$)/.test(address))).toHaveLength(1);
    expect(addresses).toContain('/widget-extras.json');
    expect(addresses.filter((address) => address.startsWith('/icono-'))).toHaveLength(3);
    expect(addresses).not.toContain('/sw.js');
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });

  test('has the same bytes until the page changes, because browsers compare them', async () => {
    const colors = { primary: '#7a1f1f', onPrimary: '#ffffff' };
    const [first, again, other] = [
      await textOf('/sw.js'),
      await textOf('/sw.js'),
      await as({ colors }, () => textOf('/sw.js')),
    ];

    expect(again).toBe(first);
    expect(shellOf(other).version).not.toBe(shellOf(first).version);
  });

  test('is allowed by the page, and so is the manifest', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');

    expect(policy).toContain("worker-src 'self'");
    expect(policy).toContain("manifest-src 'self'");
  });
});
