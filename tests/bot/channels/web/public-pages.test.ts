import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../../../bot/channels/web/public/network.ts';
import { OperationalError } from '../../../../domain/errors.ts';
import { anEntity } from '../../../support/entity.ts';
import { CODE, type PublicServer, postForm, startPublicServer } from '../../../support/public-server.ts';

const PAGES = ['/consulta', '/ayuda', '/privacidad', '/accesibilidad'];
const SITE_MAP = ['/', '/radicar', ...PAGES];
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let server: PublicServer;
beforeAll(async () => {
  server = await startPublicServer({ limits: { failureMs: 0 } });
});
afterAll(() => server.stop());

const read = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(server.url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe.each(PAGES)('%s', (path) => {
  test('is complete without scripts and asks nothing of others', async () => {
    const { status, headers, text } = await read(path);
    const style = await read(/href="(\/paginas\.css[^"]+)"/.exec(text)?.[1] ?? '/none');

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(text).toContain('<html lang="es-CO">');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script| on\w+=| style=|<iframe|<img|\{\{/);
    expect(text).not.toMatch(/(?:src|<link[^>]*href)="https?:/);
    expect(style.status).toBe(200);
    expect(style.headers.get('cache-control')).toContain('immutable');
    expect(style.text).toContain('#005f73');
    expect(style.text).not.toMatch(/@import|url\(/);
  });

  test('has the site map in its footer and says where the person is', async () => {
    const { text } = await read(path);
    const footer = text.slice(text.indexOf('<footer'));

    expect([...footer.matchAll(/<li><a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(SITE_MAP);
    expect(footer).toContain(`<a href="${path}" aria-current="page">`);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('tells %s what it is used with', async (method) => {
    const { status, headers, text } = await read(path, { method });

    expect(status).toBe(405);
    expect(headers.get('allow')).toContain('GET, HEAD');
    expect(text).toContain('no se usa de esa forma');
  });

  test('answers HEAD with nothing', async () => {
    expect(await read(path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('what the pages say', () => {
  test('the help has the lines of danger first, then offices, hours and where to pay', async () => {
    const { text } = await read('/ayuda');

    expect(text).toContain('<a href="tel:123">Emergencias: 123</a>');
    expect(text.indexOf('tel:123')).toBeLessThan(text.indexOf('Sede principal'));
    expect(text).toContain('Calle 22 # 4-10');
    expect(text).toContain('Lunes a sábado, 8 a. m. a 6 p. m.');
  });

  test('the privacy page has the words of the aviso with their version, and each purpose', async () => {
    const { text } = await read('/privacidad');

    expect(text).toContain('Versión 2026-11');
    expect(text).toContain('ESSMAR E.S.P. (NIT 800181106-1) es responsable de tus datos');
    expect(text).toContain('mailto:datos@essmar.example');
    expect(text).toContain('10 días hábiles');
    expect(text).toContain('https://essmar.example/privacidad');
  });

  test('what staff typed in the profile stays text, and an address that leads nowhere is no link', async () => {
    const hostile = anEntity({
      name: '<b>ESSMAR</b>',
      website: 'javascript:alert(1)',
      offices: [{ name: '"><script>x()</script>', address: '<i>', hours: "'" }],
    });
    const other = await startPublicServer({ profile: () => hostile });
    const text = await (await fetch(`${other.url}/ayuda`)).text();
    await other.stop();

    expect(text).not.toMatch(/<b>|<script|<i>|href="javascript/);
    expect(text).toContain('&lt;b&gt;ESSMAR');
  });
});

describe('a form that no browser of ours sends', () => {
  test.each([
    ['JSON', 'application/json', '{"radicado":"x"}', 415],
    ['plain text', 'text/plain', 'radicado=x', 415],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--', 415],
    ['far too much', FORM['content-type'], `radicado=${'9'.repeat(1_000_000)}`, 413],
  ])('of %s gets a page that says so', async (_, type, body, expected) => {
    const { status, headers, text } = await read('/consulta', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

    expect(status).toBe(expected);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('Algo no salió bien');
    expect(text).toContain('Mapa del sitio');
  });

  test.each([
    ['broken percents', 'radicado=%zz%&codigo=%E0%A4%A'],
    ['bytes that are no text', Buffer.from([0x72, 0x3d, 0xff, 0xfe, 0x00])],
    ['a field sent twice', `radicado=a&radicado=b&codigo=${CODE}`],
    ['no field', ''],
    ['names of the language itself', '__proto__=x&constructor=y&radicado[]=z'],
    ['a null byte', 'radicado=ESSMAR-2026-000001%00&codigo=ABCDEFGHJKM%00'],
    ['digits without end', `radicado=${'1'.repeat(4000)}`],
  ])('with %s gets the one answer of every failure', async (_, body) => {
    const { status, text } = await read('/consulta', {
      method: 'POST',
      headers: FORM,
      body,
    });

    expect(status).toBe(403);
    expect(text).toContain('Con esos datos no puedo mostrarte ninguna solicitud.');
  });
});

describe('a hostile form', () => {
  test('with markup in its fields gets it back as text', async () => {
    const { text } = await server.ask('"><script>alert(1)</script>', '<svg onload=x>');

    expect(text).not.toMatch(/<script|<svg/);
    expect(text).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('that never ends does not hold anybody else', async () => {
    const { hostname, port } = new URL(server.url);
    const slow = createConnection({ host: hostname, port: Number(port) });
    slow.write(
      'POST /consulta HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 90\r\n\r\nradicado=',
    );

    expect((await read('/consulta')).status).toBe(200);
    slow.destroy();
  });
});

describe('a network that asks too often', () => {
  test('waits seconds, not hours, and the words are those of a page', async () => {
    const other = await startPublicServer({ limits: { failureMs: 0, asking: { burst: 2, perSecond: 0.5 } } });
    await other.file('ESSMAR-2026-000001');
    const ask = () => other.ask('ESSMAR-2026-000001', CODE);
    const answers = [await ask(), await ask(), await ask()];
    other.time.now = new Date(other.time.now.getTime() + 2000);
    const later = await ask();
    const reading = await fetch(`${other.url}/consulta`);
    await other.stop();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('2');
    expect(answers[2]?.text).toContain('Espera 2 segundos');
    expect(later.status).toBe(200);
    expect(reading.status).toBe(200);
  });

  test('is wide enough for a whole mobile carrier behind one address', async () => {
    await server.file('ESSMAR-2026-000777');
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => server.ask('ESSMAR-2026-000777', CODE)),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test.each([
    ['190.24.1.2', '190.24.1.2'],
    ['::ffff:190.24.1.2', '::ffff:190.24.1.2'],
    ['2800:484:1:2:aaaa:bbbb:cccc:dddd', '2800:484:1:2'],
    ['2800:484::1', '2800:484:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is counted as %s', (address, expected) => {
    expect(networkOf(address)).toBe(expected);
  });
});

describe('our own trouble', () => {
  test.each([
    ['the database is away', new OperationalError('away'), 503, '5'],
    ['a fault of ours', new Error('secret words'), 500, null],
  ])('%s is said without a word of what happened', async (_, error, expected, retryAfter) => {
    const other = await startPublicServer({ byCode: { find: () => Promise.reject(error) } });
    const { status, headers, text } = await other.ask('ESSMAR-2026-000001', CODE);
    await other.stop();

    expect(status).toBe(expected);
    expect(headers.get('retry-after')).toBe(retryAfter);
    expect(text).not.toContain('secret');
  });

  test('a crowd at the door waits or is told so, and the places are given back', async () => {
    const gates: (() => void)[] = [];
    const find = () => new Promise<null>((resolve) => gates.push(() => resolve(null)));
    const limits = { failureMs: 0, atOnce: 2, maxWaiting: 1 };
    const other = await startPublicServer({ byCode: { find }, limits });
    const ask = () => other.ask('ESSMAR-2026-000001', CODE);
    const crowd = [ask(), ask(), ask(), ask()];
    const refused = await Promise.race(crowd);
    for (let open = 0; open < 3; open += 1) {
      await expect.poll(() => gates.length).toBeGreaterThan(0);
      gates.shift()?.();
    }
    const all = (await Promise.all(crowd)).map(({ status }) => status).toSorted();
    const after = ask();
    await expect.poll(() => gates.length).toBe(1);
    gates.shift()?.();
    const last = await after;
    await other.stop();

    expect(refused.status).toBe(503);
    expect(all).toEqual([403, 403, 403, 503]);
    expect(last.status).toBe(403);
  });

  test('a document cannot be asked for by address', async () => {
    expect((await read('/consulta/documento?llave=x')).status).toBe(405);
    expect((await postForm(`${server.url}/consulta/documento`, { llave: 'x' })).status).toBe(403);
  });
});
