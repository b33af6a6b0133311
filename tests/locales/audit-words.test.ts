import { expect, test } from 'vitest';
import { listChanges } from '../../domain/entity/changes.ts';
import { EntityMap } from '../../domain/entity/map.ts';
import { AUDIT_ACTIONS } from '../../domain/people/audit-action.ts';
import { sayAuditField } from '../../locales/audit-field.ts';
import { en } from '../../locales/en/catalogue.ts';
import { esCo } from '../../locales/es-co/catalogue.ts';
import { anEntity } from '../support/entity.ts';

const ACTION = 'console.audit.action.';

test.each([
  ['Spanish', esCo],
  ['English', en],
])('whatever the audit tells of has words in %s, and nothing else has', (_, words) => {
  const said = Object.keys(words)
    .filter((key) => key.startsWith(ACTION))
    .map((key) => key.slice(ACTION.length));

  expect(said.toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});

const find = (key: string): string | null => (esCo as Readonly<Record<string, string>>)[key] ?? null;
const WORDS = {
  field: (name: string) => find(`console.audit.field.${name}`),
  ownText: (key: string) => find(`console.settings.text.${key}`),
};

test.each([
  ['name', 'Nombre'],
  ['offices.0.week.1.from', 'Oficina 1, franja 2, desde'],
  ['services.2', 'Servicio 3'],
  ['localNonBusinessDays.10.act', 'Día no hábil 11, acto'],
  ['texts.conversation.hello', 'Texto propio, saludo cordial'],
  ['texts.conversation.none', 'Texto propio, conversation none'],
  ['lastSeenAt', 'Last seen at'],
  ['some-thing.0.other_thing', 'Some thing 1, other thing'],
  ['0', '0'],
])('%s is called %s', (path, words) => {
  expect(sayAuditField(path, WORDS)).toBe(words);
});

/** A utility with something in every place where something can be. */
const everything = anEntity({
  logo: { hash: 'f00d', width: 10, height: 10 },
  texts: { 'conversation.hello': 'Hola, soy {{assistant}}, de {{entity}}.' },
  offices: [
    {
      ...{ name: 'Sede', address: 'Calle 1', hours: '' },
      week: [{ days: [1], from: '08:00', to: '12:00' }],
    },
  ],
  localNonBusinessDays: [{ on: '2026-12-24', act: 'Decreto 1', issuer: 'Alcaldía' }],
  web: { allowedOrigins: ['https://www.essmar.gov.co'], launcher: { side: 'left' } },
  map: EntityMap.parse({
    centre: { latitude: 11.2, longitude: -74.2 },
    bounds: { south: 11, west: -75, north: 12, east: -74 },
    places: [{ name: 'Centro', latitude: 11.2, longitude: -74.2 }],
    shapes: [],
    attribution: 'Ejemplo',
  }),
} as Parameters<typeof anEntity>[0]);

test('no value of a utility is called by a name of the code', () => {
  const nameless = new Set<string>();
  const noting =
    (say: (name: string) => string | null) =>
    (name: string): string | null => {
      const words = say(name);
      if (words === null) {
        nameless.add(name);
      }
      return words;
    };
  const paths = Object.keys(listChanges({}, everything).after);

  for (const path of paths) {
    sayAuditField(path, { field: noting(WORDS.field), ownText: noting(WORDS.ownText) });
  }

  expect(paths).toContain('offices.0.week.0.days.0');
  expect([...nameless]).toEqual([]);
});
