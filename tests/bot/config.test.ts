import { describe, expect, test } from 'vitest';
import { readConfig } from '../../bot/config.ts';

test('without any setting it runs on this machine alone, with everything of its own', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    dataDir: `${process.cwd()}/data`,
    databaseUrl: null,
    filesDir: `${process.cwd()}/data/files`,
    appSecret: null,
    publicUrl: null,
    trustedProxies: [],
    roles: ['web', 'whatsapp', 'worker'],
    entity: 'essmar',
    logLevel: 'info',
    whatsapp: null,
    whatsappMediaHost: 'mmg.whatsapp.net',
    fragmentWindowMs: 2000,
    backup: { dir: null, passphrase: null, passphraseFile: null, keep: { daily: 7, weekly: 4 } },
  });
});

test('WhatsApp is off until it is asked for, and then the real one, at the pace of one number', () => {
  expect(readConfig({ WHATSAPP: 'baileys' }).whatsapp).toEqual({ url: null, version: null, perMinute: 60 });
  expect(
    readConfig({
      WHATSAPP: 'baileys',
      WA_WS_URL: 'ws://127.0.0.1:8080/ws/chat',
      WA_VERSION: '2,3000,1043857760',
      WA_PER_MINUTE: '20',
    }).whatsapp,
  ).toEqual({ url: 'ws://127.0.0.1:8080/ws/chat', version: [2, 3000, 1043857760], perMinute: 20 });
  for (const wrong of [
    { WHATSAPP: 'cloud' },
    { WA_WS_URL: 'http://127.0.0.1' },
    { WA_VERSION: '2.3000' },
    { WA_PER_MINUTE: '2' },
  ]) {
    expect(() => readConfig(wrong)).toThrow(Object.keys(wrong)[0]);
  }
});

test.each([
  ['an empty database address is none', { DATABASE_URL: ' ' }, { databaseUrl: null }],
  ['an empty secret is none', { APP_SECRET: '' }, { appSecret: null }],
  ['an empty public address is none', { PUBLIC_URL: '' }, { publicUrl: null }],
  [
    'files follow the data folder',
    { DATA_DIR: '/srv/vecino' },
    { dataDir: '/srv/vecino', filesDir: '/srv/vecino/files' },
  ],
  ['files may live elsewhere', { DATA_DIR: '/srv/v', FILES_DIR: '/mnt/anexos' }, { filesDir: '/mnt/anexos' }],
  ['port 0 asks for a free one', { PORT: '0' }, { port: 0 }],
  [
    'lists are cut at commas, spaces or not',
    { ROLES: 'web, worker', TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,' },
    { roles: ['web', 'worker'], trustedProxies: ['127.0.0.1', '10.0.0.0/8'] },
  ],
  ['the window of fragments may be closed', { FRAGMENT_WINDOW_MS: '0' }, { fragmentWindowMs: 0 }],
])('%s', (_, environment, expected) => {
  expect(readConfig(environment)).toMatchObject(expected);
});

describe('a wrong value is refused by name, and never repeated', () => {
  test.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'abierto'],
    ['APP_SECRET', 'corto-y-adivinable'],
    ['PUBLIC_URL', 'vecino ejemplo'],
    ['ROLES', ''],
    ['ROLES', 'web,jefe'],
    ['ENTITY', '../../etc/passwd'],
    ['ENTITY', 'ESSMAR'],
    ['LOG_LEVEL', 'everything'],
    ['WA_MEDIA_HOST', 'https://mmg.whatsapp.net'],
    ['WA_MEDIA_HOST', 'mmg.whatsapp.net/x'],
    ['WA_MEDIA_HOST', 'a@mmg.whatsapp.net'],
    ['FRAGMENT_WINDOW_MS', '60000'],
    ['FRAGMENT_WINDOW_MS', '-5'],
  ])('%s=%s', (name, value) => {
    const reading = () => readConfig({ [name]: value });

    expect(reading).toThrow(new RegExp(`\\b${name}\\b`));
    if (value !== '') {
      expect(reading).not.toThrow(value);
    }
  });

  test('several wrong settings are told together', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y', ENTITY: 'essmar' })).toThrow(
      'these settings are wrong: PORT, LOG_LEVEL',
    );
  });
});
