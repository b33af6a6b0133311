import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anEntity } from '../../../support/entity.ts';
import { type ExtrasServer, startExtrasServer } from '../../../support/extras-server.ts';

const SOURCE = new URL('../../../../bot/channels/web/widget/extras/', import.meta.url);

let server: ExtrasServer;

beforeAll(async () => {
  server = await startExtrasServer();
});
afterAll(() => server.stop());

type Words = {
  readonly words: Readonly<Record<string, string>>;
  readonly map: { readonly city: string; readonly places: readonly unknown[] } | null;
};

const wordsOf = async (address: string): Promise<Words> =>
  (await (await fetch(`${address}/widget-extras.json`)).json()) as Words;

test('the module weighs at most 9 kB compressed, style included', () => {
  expect(gzipSync(readFileSync(server.file), { level: 9 }).length).toBeLessThanOrEqual(9000);
});

test('the module exports what the chat calls, by these names', async () => {
  const [, exported = ''] = /export\{([^}]+)\};?\s*$/.exec(readFileSync(server.file, 'utf8')) ?? [];
  const names = exported.split(',').map((one) => one.split(' as ').at(-1));

  expect(names.sort()).toEqual(['choosePlace', 'load', 'preparePhoto', 'recordVoice', 'showContinuation']);
});

test.each(['/widget-extras.js', '/widget-extras.json'])(
  '%s may be read by any page, and an address with its version kept for ever',
  async (address) => {
    const bare = await fetch(server.url + address);
    const version = (bare.headers.get('etag') ?? '').replaceAll('"', '');
    const versioned = await fetch(`${server.url}${address}?v=${version}`);
    const known = await fetch(server.url + address, { headers: { 'if-none-match': `"${version}"` } });

    expect(bare.headers.get('access-control-allow-origin')).toBe('*');
    expect(bare.headers.get('cache-control')).toBe('no-cache');
    expect(versioned.headers.get('cache-control')).toContain('immutable');
    expect(known.status).toBe(304);
    expect(known.headers.get('access-control-allow-origin')).toBe('*');
  },
);

test('the words are all those that the module says, and no others', async () => {
  const source = readFileSync(new URL('words.ts', SOURCE), 'utf8');
  const said = [...source.matchAll(/\| '(\w+)'/g)].map(([, key]) => key);

  expect(Object.keys((await wordsOf(server.url)).words).sort()).toEqual(said.sort());
});

test('every word that the module knows is said somewhere in it', () => {
  const known = [...readFileSync(new URL('words.ts', SOURCE), 'utf8').matchAll(/\| '(\w+)'/g)];
  const files = readdirSync(SOURCE).filter((name) => name.endsWith('.ts') && name !== 'words.ts');
  const source = files.map((name) => readFileSync(new URL(name, SOURCE), 'utf8')).join('\n');

  expect(known.map(([, key]) => key).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
});

test('the map comes with the name of its city, and an entity without one has none', async () => {
  const other = await startExtrasServer(() => anEntity({ city: 'El Socorro' }));
  const { map } = await wordsOf(other.url);
  await other.stop();

  expect((await wordsOf(server.url)).map).toMatchObject({ city: 'Santa Marta' });
  expect(map).toBeNull();
});
