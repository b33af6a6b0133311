import { expect, test } from 'vitest';
import { createTranslate, localeOf, type MessageKey } from '../../locales/translate.ts';

const t = createTranslate('es-CO');

test('says a sentence with its values', () => {
  expect(t('pqrs.acuseTitle', { radicado: 'ESSMAR-2026-000001' })).toBe(
    'Quedó radicada con el número ESSMAR-2026-000001.',
  );
});

test.each(['{{code}}', '$t(pqrs.kindHelp)', '<b>x</b> & "y"', '$1 $& \\', '{{radicado}} {{radicado}}'])(
  'a value is never read as a template: %s',
  (radicado) => {
    expect(t('pqrs.acuseTitle', { radicado })).toBe(`Quedó radicada con el número ${radicado}.`);
  },
);

test('a missing value throws, whatever the types were told', () => {
  const untyped = t as (key: MessageKey, values?: object) => string;

  expect(() => untyped('pqrs.acuseTitle', {})).toThrow('radicado');
  expect(() => untyped('pqrs.acuseTitle')).toThrow('radicado');
});

test.each([
  [null, 'es-CO'],
  ['es-CO', 'es-CO'],
  ['es', 'es-CO'],
  ['en', 'en'],
  ['en-US', 'en'],
  ['eng-something', 'es-CO'],
  ['fr-FR', 'es-CO'],
] as const)('who reports %s is answered in %s', (reported, locale) => {
  expect(localeOf(reported)).toBe(locale);
});

test('English has its own words', () => {
  expect(createTranslate('en')('privacy.accept')).toBe('I accept');
});
