import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditPage } from '../../backoffice/contracts/audit.ts';
import type { EntitySettings, SettingsView } from '../../backoffice/contracts/settings.ts';
import { type ConsoleFixture, openConsole, signInAs, t } from './console-fixture.ts';

let fixture: ConsoleFixture;
let admin: string;
beforeAll(async () => {
  fixture = await openConsole();
  admin = await signInAs(fixture, 'admin');
});
afterAll(() => fixture.close());

type Method = 'GET' | 'POST' | 'PUT';

function call(method: Method, url: string, payload?: object, cookie = admin) {
  return fixture.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, origin: fixture.publicUrl },
    ...(payload && { payload }),
  });
}

const read = async (): Promise<SettingsView> => (await call('GET', '/settings/entity')).json();

async function change(edit: (settings: EntitySettings) => object, version?: number) {
  const view = await read();
  return call('PUT', '/settings/entity', {
    version: version ?? view.version,
    settings: { ...view.settings, ...edit(structuredClone(view.settings)) },
  });
}

async function lastAudit(): Promise<AuditPage['items'][number] | undefined> {
  const page: AuditPage = (await call('GET', '/audit?limit=1')).json();
  return page.items[0];
}

test('the settings of a fresh installation are those of the seed, and may be saved as they are', async () => {
  const view = await read();
  const saved = await call('PUT', '/settings/entity', { version: view.version, settings: view.settings });

  expect(view).toMatchObject({ version: 1, slug: 'essmar', settings: { identity: { nit: '800181106-1' } } });
  expect(saved.statusCode).toBe(200);
  expect(saved.json()).toEqual(view);
});

test('a change is served at once, grows the version and stands in the audit with before and after', async () => {
  const saved = await change(({ assistant }) => ({ assistant: { ...assistant, assistantName: 'Agüita' } }));

  expect(saved.json()).toMatchObject({ version: 2, settings: { assistant: { assistantName: 'Agüita' } } });
  expect(fixture.settings.entity.profile().assistantName).toBe('Agüita');
  expect((await call('GET', '/entity', undefined, '')).json()).toMatchObject({ assistantName: 'Agüita' });
  expect(await lastAudit()).toMatchObject({
    action: 'entity.changed',
    subject: 'entity/essmar',
    actor: { kind: 'staff', name: 'Ana Ruiz' },
    changes: expect.arrayContaining([
      {
        key: 'assistantName',
        before: { kind: 'plain', value: 'Vecino' },
        after: { kind: 'plain', value: 'Agüita' },
      },
    ]),
  });
});

test('every section can be changed, and each change is in the audit', async () => {
  const edits: readonly ((settings: EntitySettings) => object)[] = [
    ({ identity }) => ({ identity: { ...identity, services: ['acueducto'], nit: '892.300.548-8' } }),
    () => ({ texts: { 'conversation.hello': 'Buenas, soy {{assistant}} de {{entity}}.' } }),
    ({ offices }) => ({ offices: offices.slice(0, 1).map((office) => ({ ...office, name: 'Sede Centro' })) }),
    () => ({ paymentPoints: [] }),
    ({ lines }) => ({ lines: { ...lines, service: { name: 'Daños', number: '117' } } }),
    () => ({ nonWorkingDays: [{ on: '2026-12-24', act: 'Decreto 1', issuer: 'Alcaldía' }] }),
    () => ({ web: { allowedOrigins: ['https://www.essmar.gov.co'], launcherSide: 'left' } }),
    () => ({ map: null }),
  ];
  for (const edit of edits) {
    const { version } = await read();
    expect((await change(edit)).statusCode).toBe(200);
    expect(await lastAudit()).toMatchObject({
      action: 'entity.changed',
      changes: expect.arrayContaining([
        {
          key: 'version',
          before: { kind: 'plain', value: version },
          after: { kind: 'plain', value: version + 1 },
        },
      ]),
    });
  }
  expect((await read()).settings).toMatchObject({
    identity: { nit: '892300548-8', services: ['acueducto'] },
    map: null,
  });
});

test('a map that was taken away may be drawn again, and what was drawn of a city outlives a change of its places', async () => {
  const bounds = { south: 11, west: -75, north: 12, east: -74 };
  const places = [{ name: 'Centro', latitude: 11.2, longitude: -74.2 }];
  const centre = { latitude: 11.2, longitude: -74.2 };
  const saved = await change(() => ({ map: { centre, bounds, places, attribution: 'Nuestra' } }));

  expect(saved.json()).toMatchObject({ settings: { map: { places } } });
  expect(fixture.settings.entity.profile().map).toMatchObject({ shapes: [] });
});

test('the hours of a week are said in words to whoever reads them', async () => {
  const week = [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' },
    { days: [5, 4, 3, 2, 1], from: '14:00', to: '17:30' },
    { days: [6], from: '08:00', to: '12:00' },
  ];
  const saved = await change(() => ({ offices: [{ name: 'Sede', address: 'Calle 1', hours: '', week }] }));

  expect(saved.json().settings.offices[0].hours).toBe(
    'lunes a viernes, 8:00 a. m. a 12:00 m. y 2:00 p. m. a 5:30 p. m.; sábado, 8:00 a. m. a 12:00 m.',
  );
});

test('what cannot be stored is told by field, all of it, and nothing is stored', async () => {
  const { version } = await read();
  const refused = await change(({ identity, lines }) => ({
    identity: {
      ...identity,
      nit: '800181106-2',
      services: [],
      website: 'javascript:alert(1)',
      colors: { primary: '#777777', onPrimary: '#888888' },
    },
    lines: { ...lines, emergency: [{ name: '', number: 'ninguno' }] },
    texts: { 'conversation.hello': 'Hola, soy {{asistente}}' },
    slug: 'otra',
  }));

  expect(refused.statusCode).toBe(422);
  expect(refused.json().issues).toEqual(
    expect.arrayContaining([
      { path: 'identity.nit', code: 'nit-digit' },
      { path: 'identity.services', code: 'services-none' },
      { path: 'identity.website', code: 'url-form' },
      { path: 'identity.colors.onPrimary', code: 'color-contrast' },
      { path: 'lines.emergency.0.name', code: 'required' },
      { path: 'lines.emergency.0.number', code: 'phone-form' },
      { path: 'texts.conversation.hello', code: 'text-value-missing' },
      { path: 'texts.conversation.hello', code: 'text-value-unknown' },
      { path: '', code: 'unknown-field' },
    ]),
  );
  expect((await read()).version).toBe(version);
});

test('who edited an older version is told what changed and by whom, and stores nothing', async () => {
  const { version } = await read();
  await change(({ assistant }) => ({ assistant: { ...assistant, assistantName: 'Marea' } }));
  const conflict = await change(
    ({ assistant }) => ({ assistant: { ...assistant, assistantName: 'Río' } }),
    version,
  );

  expect(conflict.statusCode).toBe(409);
  expect(conflict.json()).toMatchObject({
    code: 'version-conflict',
    message: t('console.errors.version-conflict'),
    changes: [{ by: 'Ana Ruiz', keys: ['assistantName'] }],
    current: { version: version + 1, settings: { assistant: { assistantName: 'Marea' } } },
  });
});

test('of two changes of one version made at once, one is stored', async () => {
  const { version } = await read();
  const names = ['Uno', 'Dos', 'Tres', 'Cuatro'];
  const answers = await Promise.all(
    names.map((assistantName) =>
      change(({ assistant }) => ({ assistant: { ...assistant, assistantName } }), version),
    ),
  );

  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409]);
  expect((await read()).version).toBe(version + 1);
});

test('what a citizen would read is rendered before anything is stored', async () => {
  const view = await read();
  const settings = {
    ...view.settings,
    assistant: { assistantName: 'Brisa', greeting: 'breve' },
    texts: { 'conversation.helloBrief': '{{assistant}} a la orden, de {{entity}}.' },
    lines: { ...view.settings.lines, emergency: [{ name: 'Gestión del riesgo', number: '605 123 4567' }] },
  };
  const preview = await call('POST', '/settings/entity/preview', { settings });

  expect(preview.json()).toMatchObject({
    greeting: 'Brisa a la orden, de ESSMAR.',
    emergencyLines: ['Gestión del riesgo: 605 123 4567'],
    help: expect.arrayContaining(['Gestión del riesgo: 605 123 4567']),
  });
  expect((await read()).version).toBe(view.version);
});

test('a logo is drawn anew, served to everybody under its own address, and taken away', async () => {
  const picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#0943b5' } })
    .withExif({ IFD0: { Copyright: 'secreto' } })
    .jpeg()
    .toBuffer();
  const { version } = await read();
  const saved = await call('PUT', '/settings/entity/logo', { version, image: picture.toString('base64') });
  const { logo } = (await call('GET', '/entity', undefined, '')).json();
  const served = await fixture.app.inject({ method: 'GET', url: logo });

  expect(saved.json().logo).toEqual({ url: logo, width: 480, height: 160 });
  expect(served.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  expect(served.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  expect(served.rawPayload.includes('secreto')).toBe(false);
  await call('PUT', '/settings/entity/logo', { version: version + 1, image: null });
  expect((await call('GET', '/entity', undefined, '')).json()).toMatchObject({ logo: null });
  expect((await fixture.app.inject({ method: 'GET', url: logo })).statusCode).toBe(404);
});

test.each([
  [
    'a drawing that could hold a program',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
  ],
  ['a file that only begins like a picture', Buffer.from('\x89PNG\r\n\x1a\nnothing else', 'latin1')],
])('as a logo %s is refused', async (_, bytes) => {
  const { version } = await read();
  const refused = await call('PUT', '/settings/entity/logo', { version, image: bytes.toString('base64') });

  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: 'logo-not-possible' });
});

test.each([
  ['GET', '/settings/entity', 'atencion', 403],
  ['GET', '/settings/entity', 'control-interno', 200],
  ['PUT', '/settings/entity', 'control-interno', 403],
  ['PUT', '/settings/entity/logo', 'pqrs', 403],
  ['POST', '/settings/barrios', 'control-interno', 403],
  ['POST', '/settings/barrios/geojson', 'pqrs', 403],
] as const)('%s %s for %s is %i', async (method, url, role, status) => {
  const cookie = await signInAs(fixture, role);

  expect((await call(method, url, method === 'GET' ? undefined : {}, cookie)).statusCode).toBe(status);
});

test('a second utility is served and changed with no code: EMDUPAR has no aseo', async () => {
  const emdupar = await openConsole({ entity: 'emdupar' });
  const cookie = await signInAs(emdupar, 'admin');
  const headers = { cookie, origin: emdupar.publicUrl };
  const view = (await emdupar.app.inject({ url: '/api/v1/settings/entity', headers })).json();
  const saved = await emdupar.app.inject({
    method: 'PUT',
    url: '/api/v1/settings/entity',
    headers,
    payload: {
      version: 1,
      settings: { ...view.settings, texts: { 'information.officesHoliday': 'En festivos no abrimos.' } },
    },
  });

  expect((await emdupar.app.inject({ url: '/api/v1/entity' })).json()).toMatchObject({
    name: 'EMDUPAR',
    services: ['acueducto', 'alcantarillado'],
  });
  expect(saved.statusCode).toBe(200);
  expect(emdupar.settings.previewCitizen(emdupar.settings.entity.profile())).toMatchObject({
    greeting: 'Hola, soy Vecino, de EMDUPAR.',
    help: expect.arrayContaining(['En festivos no abrimos.']),
  });
  await emdupar.close();
});
