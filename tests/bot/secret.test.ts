import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage } from '../../bot/compose/storage.ts';
import { readConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { createKeys, readAppSecret } from '../../bot/secret.ts';
import { createTestDatabase } from '../support/database.ts';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const OTHER = 'another-secret-of-more-than-thirty-two-chars';

let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'vecino-secret-')), 'data');
});
afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

describe('the secret of an installation', () => {
  test('is made once, for its owner only, and read again at every start', async () => {
    const first = readAppSecret({ appSecret: null, dataDir });
    const file = join(dataDir, 'app-secret');

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(first);
    expect(Buffer.from(first, 'base64url')).toHaveLength(32);
    expect(readAppSecret({ appSecret: null, dataDir })).toBe(first);
  });

  test('differs from one installation to the next', () => {
    expect(readAppSecret({ appSecret: null, dataDir })).not.toBe(
      readAppSecret({ appSecret: null, dataDir: `${dataDir}-2` }),
    );
  });

  test('comes from the settings when they have one, and then nothing is written', async () => {
    expect(readAppSecret({ appSecret: SECRET, dataDir })).toBe(SECRET);
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });
});

test('a database refuses the secret of another installation in clear words, and opens with its own', async () => {
  const database = await createTestDatabase();
  const open = (secret: string) =>
    openStorage(
      readConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, APP_SECRET: secret }),
      createLog('silent'),
    );
  try {
    await (await open(SECRET)).stop();

    const refused = await open(OTHER).catch((error: unknown) => error);

    expect(refused).toMatchObject({ name: 'OperationalError' });
    expect(String(refused)).toMatch(/belongs to an installation with another app-secret/);
    expect(String(refused)).not.toContain(OTHER);
    await (await open(SECRET)).stop();
  } finally {
    await database.drop();
  }
});

describe('keys', () => {
  const { sealer, hmac, derive, fingerprint } = createKeys(SECRET);

  test('of one secret are always the same, and differ from use to use', () => {
    const again = createKeys(SECRET);
    const all = [
      fingerprint,
      derive('staff-sign-in'),
      derive('other'),
      hmac('direct-line')('x').toString('hex'),
      hmac('verification')('x').toString('hex'),
    ];

    expect(again.fingerprint).toBe(fingerprint);
    expect(again.derive('staff-sign-in')).toBe(derive('staff-sign-in'));
    expect(again.hmac('verification')('x')).toEqual(hmac('verification')('x'));
    expect(new Set(all)).toHaveLength(all.length);
    expect(all.join()).not.toContain(SECRET);
  });

  test('open what they sealed, and nothing of it is readable outside', () => {
    const plain = { text: 'tengo una cita en el hospital', attachments: [] };
    const sealed = sealer.seal(plain);

    expect(sealer.open(sealed)).toEqual(plain);
    expect(JSON.stringify(sealed)).not.toContain('hospital');
    expect(Buffer.from(sealed.sealed, 'base64').toString('latin1')).not.toContain('hospital');
    expect(sealer.seal(plain)).not.toEqual(sealed);
  });

  test.each([
    ['the nonce', 0],
    ['the tag', 12],
    ['the words', 30],
    ['the end', -1],
  ])('do not open what was altered in %s', (_, at) => {
    const bytes = Buffer.from(sealer.seal({ text: 'un mensaje cualquiera' }).sealed, 'base64');
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;

    expect(() => sealer.open({ sealed: bytes.toString('base64') })).toThrow();
  });

  test('of another secret do not open it', () => {
    expect(() => createKeys(OTHER).sealer.open(sealer.seal({ text: 'hola' }))).toThrow();
  });
});
