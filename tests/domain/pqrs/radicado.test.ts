import { describe, expect, test } from 'vitest';
import { findRadicadoIn, formatRadicado, Radicado } from '../../../domain/pqrs/radicado.ts';

const ESSMAR = { prefix: 'ESSMAR', year: 2026 };
const ASKED = { ...ESSMAR, bareNumber: true };
const RADICADO = 'ESSMAR-2026-000123';

describe('the form of a radicado', () => {
  test.each([
    [1, 'ESSMAR-2026-000001'],
    [123, 'ESSMAR-2026-000123'],
    [999_999, 'ESSMAR-2026-999999'],
    [1_000_000, 'ESSMAR-2026-1000000'],
    [1_234_567_890, 'ESSMAR-2026-1234567890'],
  ])('number %i is %s', (number, radicado) => {
    expect(formatRadicado({ prefix: 'ESSMAR', year: 2026, number })).toBe(radicado);
  });

  test.each([
    { prefix: 'ESSMAR', year: 2026, number: 0 },
    { prefix: 'ESSMAR', year: 2026, number: -1 },
    { prefix: 'ESSMAR', year: 2026, number: 1.5 },
    { prefix: 'ESSMAR', year: 26, number: 1 },
    { prefix: 'essmar', year: 2026, number: 1 },
    { prefix: 'E', year: 2026, number: 1 },
    { prefix: 'ESSMARESSMAR', year: 2026, number: 1 },
    { prefix: 'ÑAME', year: 2026, number: 1 },
  ])('%o cannot make one', (parts) => {
    expect(() => formatRadicado(parts)).toThrow();
  });

  test.each([
    'ESSMAR-2026-123',
    'ESSMAR-2026-000000',
    'ESSMAR-2026-0000123',
    'ESSMAR2026000123',
    'essmar-2026-000123',
    ' ESSMAR-2026-000123',
    'ESSMAR-2026-000123\n',
    'ESSMAR-2026-００0123',
  ])('%j is not one', (text) => {
    expect(Radicado.safeParse(text).success).toBe(false);
  });
});

const WRITTEN_SOMEHOW = [
  'ESSMAR-2026-000123',
  'essmar-2026-000123',
  'Essmar 2026 123',
  'essmar2026000123',
  'essmar 2026000123',
  'ESSMAR-2026-123',
  'ESSMAR-2026-0000123',
  'ESSMAR 2026 000 123',
  'essmar - 2026 - 000123',
  'ESSMAR–2026—000123', // en dash, em dash
  'ESSMAR‐2026‑000123', // hyphen, non-breaking hyphen
  'ESSMAR−2026－000123', // minus sign, full-width hyphen
  'ＥＳＳＭＡＲ－２０２６－０００１２３',
  'ESSMAR_2026_000123',
  'ESSMAR.2026.000123',
  'ESSMAR/2026/000123',
  'ESSMAR\n2026\n000123',
  'ESSMAR\u00A02026\u00A0000123',
  'ESSMAR\u200B-2026-\u200E000123',
  'hola, mi radicado es el essmar-2026-000123, ¿cómo va?',
  '(ESSMAR-2026-000123)',
  '*ESSMAR-2026-000123*',
  'ESSMAR-2026-000123.',
  'Radicado Nº ESSMAR-2026-000123',
  'llamo al 3001234567 por el ESSMAR-2026-000123',
  'ESSMAR-2026-000123 y mi celular es 3001234567',
  'ESSMAR-2026-000123, 3001234567',
  'ESSMAR-2026-000123 ESSMAR-2026-000124', // the first one
  '2026-000123',
  '2026 000123',
  'el 2026 - 000123 por favor',
];

const WITHOUT_RADICADO = [
  '',
  'hola',
  'ESSMAR',
  'ESSMAR-2026',
  'ESSMAR-2026-',
  'ESSMAR-2026-000000',
  'llamé a ESSMAR al 116',
  'ESSMAR-2026-12345678901', // longer than any number
  'ESSMAR-2026-123-4567', // could be a piece of something else
  'ESSMAR-2026-123 300 1234567',
  'ESSMAR 2026 123 300 1234567',
  'XESSMAR-2026-000123',
  '9ESSMAR-2026-000123',
  'ESSMAR-2026-000123A',
  'ABC-2026-000123', // another entity
  'PQR-2026-000123',
  '3001234567',
  '300 123 4567',
  '+57 300 1234567',
  '1.082.123.456',
  '1082000123',
  '2026000123',
  '20260001234567',
  '12026-000123',
  '300-2026-000123',
  '2026-03-20',
  '20-03-2026',
  'marzo de 2026 123 personas',
  'calle 20 # 26-000123',
  'mi cuenta es 000123',
  '123',
  '000123',
];

describe('a radicado in what a person wrote', () => {
  test.each(WRITTEN_SOMEHOW)('%j is ESSMAR-2026-000123', (text) => {
    expect(findRadicadoIn(text, ESSMAR)).toBe(RADICADO);
    expect(findRadicadoIn(text, ASKED)).toBe(RADICADO);
  });

  test.each([
    ['ESSMAR-2025-000123', 'ESSMAR-2025-000123'],
    ['essmar 2026 1234567', 'ESSMAR-2026-1234567'],
    ['2025-999999', 'ESSMAR-2025-999999'],
  ])('%j is %s', (text, radicado) => {
    expect(findRadicadoIn(text, ESSMAR)).toBe(radicado);
  });

  test.each(WITHOUT_RADICADO)('%j has none unless a radicado was asked for', (text) => {
    expect(findRadicadoIn(text, ESSMAR)).toBeNull();
  });
});

const NOT_EVEN_WHEN_ASKED = [
  '3001234567',
  '+573001234567',
  '+57 300 123 4567',
  '300 123 4567',
  '605-4209600',
  '1082123456',
  '36123456', // an old cédula
  '1.082.123.456',
  '123456789012345678901234567890',
  '0',
  '000000',
  '12 o 13',
  '1,5',
  '50%',
  '$50000',
  '-5',
  'calle 45b',
  'apto A123',
  '123abc',
  '2026-03-20',
  'no lo tengo a la mano',
  'ABC-2026-000123',
];

describe('when a radicado was asked for, the number alone is enough', () => {
  test.each([
    '123',
    '000123',
    ' 123 ',
    'el 123',
    'es el número 000123, gracias',
    'No. 123',
    'N° 123',
    'Nº123',
    '№123',
    '#123',
    '１２３',
    '123.',
    'essmar 123',
    '2026-123',
    '2026 123',
    '2026000123',
  ])('%j is ESSMAR-2026-000123', (text) => {
    expect(findRadicadoIn(text, ASKED)).toBe(RADICADO);
  });

  test.each(NOT_EVEN_WHEN_ASKED)('%j is still none', (text) => {
    expect(findRadicadoIn(text, ASKED)).toBeNull();
  });

  test('the year that is assumed is the one given', () => {
    expect(findRadicadoIn('7', { prefix: 'EMDUPAR', year: 2027, bareNumber: true })).toBe(
      'EMDUPAR-2027-000007',
    );
  });
});

describe('hostile texts', () => {
  test.each([
    ['digits', '1'.repeat(4096)],
    ['zeros', '0'.repeat(4096)],
    ['years', '2026'.repeat(1024)],
    ['prefixes', 'ESSMAR'.repeat(682)],
    ['prefixes and spaces', `${'ESSMAR '.repeat(585)}`],
    ['prefix, then spaces', `ESSMAR${' '.repeat(4090)}`],
    ['prefix, then dashes', `ESSMAR-2026${'-'.repeat(4085)}`],
    ['almost radicados', 'ESSMAR-2026-'.repeat(341)],
    ['ligatures that expand', '\uFDFA'.repeat(4096)],
    ['emoji', '😀'.repeat(2048)],
    ['half emoji', '\uD83D'.repeat(4096)],
  ])('4096 characters of %s have no radicado', (_, text) => {
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(findRadicadoIn(text, ESSMAR)).toBeNull();
    expect(findRadicadoIn(text, ASKED)).toBeNull();
  });

  test('a radicado at the end of 4096 characters is found', () => {
    expect(findRadicadoIn(`${' '.repeat(4096 - RADICADO.length)}${RADICADO}`, ESSMAR)).toBe(RADICADO);
  });

  test('a longer text is not read, since it may end in half a number', () => {
    expect(findRadicadoIn(`${RADICADO}${' '.repeat(4096)}`, ESSMAR)).toBeNull();
  });

  test('a prefix that is not one is a mistake of the caller', () => {
    expect(() => findRadicadoIn('x', { prefix: '.*', year: 2026 })).toThrow();
  });
});
