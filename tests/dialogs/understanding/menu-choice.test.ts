import { expect, test } from 'vitest';
import { chooseOption } from '../../../dialogs/understanding/menu-choice.ts';

const OPTIONS = [
  { value: 'falla', title: '🚰 Reportar una falla', synonyms: ['daño', 'fuga'] },
  { value: 'pqrs', title: 'Poner una petición, queja o reclamo', synonyms: ['queja', 'reclamo', 'pqr'] },
  { value: 'estado', title: 'Consultar mi radicado', synonyms: ['radicado'] },
  { value: 'horarios', title: 'Horarios' },
  { value: 'consejos', title: 'Consejos de ahorro' },
] as const;

test.each([
  ['1', 'falla'],
  ['1.', 'falla'],
  ['1)', 'falla'],
  [' 2 ', 'pqrs'],
  ['02', 'pqrs'],
  ['la 2', 'pqrs'],
  ['La 2 por favor', 'pqrs'],
  ['opción 3', 'estado'],
  ['opcion numero 3', 'estado'],
  ['quiero la 4', 'horarios'],
  ['dos', 'pqrs'],
  ['la segunda', 'pqrs'],
  ['el primero', 'falla'],
  ['tercera', 'estado'],
  ['1️⃣', 'falla'],
  ['3️⃣', 'estado'],
  ['４', 'horarios'],
  ['Horarios', 'horarios'],
  ['HORARIOS', 'horarios'],
  ['reportar una falla', 'falla'],
  ['consultar mi radicado', 'estado'],
  ['Queja', 'pqrs'],
  ['dano', 'falla'],
  ['hora', 'horarios'],
  ['consu', 'estado'],
  ['conse', 'consejos'],
])('%s → %s', (text, value) => {
  expect(chooseOption(text, OPTIONS)).toBe(value);
});

test.each([
  '0',
  '6',
  '99',
  '-',
  '1 y 2',
  '12 3',
  '3 días sin agua',
  'hor',
  'cons',
  'no sé',
  '',
  '   ',
  'tengo una queja del señor que vino ayer',
  '1'.repeat(201),
  '1'.repeat(65_536),
  '1️⃣'.repeat(20_000),
  ' '.repeat(65_536),
  '😂'.repeat(32_768),
])('%.40s → nothing chosen', (text) => {
  expect(chooseOption(text, OPTIONS)).toBeNull();
});

test('a name that two options share chooses none', () => {
  const twins = [
    { value: 1, title: 'El Refugio' },
    { value: 2, title: 'El Refugio' },
  ];

  expect(chooseOption('el refugio', twins)).toBeNull();
  expect(chooseOption('2', twins)).toBe(2);
});

test('a title that begins with a number is chosen by its whole name, and by its place in the list', () => {
  const barrios = [
    { value: 'a', title: '20 de Julio' },
    { value: 'b', title: '7 de Agosto' },
  ];

  expect(chooseOption('7 de agosto', barrios)).toBe('b');
  expect(chooseOption('1', barrios)).toBe('a');
  expect(chooseOption('7', barrios)).toBeNull();
});

test('an emoji alone can be an answer', () => {
  const options = [
    { value: true, title: 'Sí', synonyms: ['👍'] },
    { value: false, title: 'No', synonyms: ['👎'] },
  ];

  expect(chooseOption('👍', options)).toBe(true);
  expect(chooseOption('👎', options)).toBe(false);
});
