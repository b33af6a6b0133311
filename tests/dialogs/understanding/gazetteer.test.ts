import { describe, expect, test } from 'vitest';
import { createGazetteer } from '../../../dialogs/understanding/gazetteer.ts';
import type { Barrio } from '../../../domain/entity/profile.ts';

const SANTA_MARTA = `
1 | 1º de Mayo
1 | El Pando
1 | Pando I
1 | San José del Pando
1 | Veinte de Enero
1 | Villa Marbella
1 | El Piñón I
2 | Bavaria
2 | Centro
2 | Centro Histórico
2 | El Refugio
2 | Urbanización Colón
3 | 20 de Julio
3 | 7 de Agosto
3 | Ensenada Juan XXIII
3 | Pescaíto
4 | Jardín
4 | Nuevo Jardín
4 | San José
5 | Ondas del Caribe
5 | Santa Fe
6 | El Carmen
6 | El Refugio
6 | Once de Noviembre
6 | Timayui I
6 | Timayui II
6 | Timayui III
7 | El Carmen (Gaira)
7 | El Rodadero
8 | La Paz
9 | El Parque
rural | Taganga`;

const barrios: Barrio[] = SANTA_MARTA.trim()
  .split('\n')
  .map((line, index) => {
    const [comuna = '', name = ''] = line.split(' | ');
    return { id: String(index), name, comuna, comunaName: null };
  });

const { find } = createGazetteer(barrios);

describe('a barrio is found', () => {
  test.each([
    ['El Pando', 'El Pando'],
    ['pando', 'El Pando'],
    ['EL PANDO', 'El Pando'],
    ['barrio el pando', 'El Pando'],
    ['en pando', 'El Pando'],
    ['vivo en el pando cerca del colegio', 'El Pando'],
    ['pando 1', 'Pando I'],
    ['san jose del pando', 'San José del Pando'],
    ['san josé', 'San José'],
    ['11 de noviembre', 'Once de Noviembre'],
    ['once de noviembre', 'Once de Noviembre'],
    ['1 de mayo', '1º de Mayo'],
    ['1ro de mayo', '1º de Mayo'],
    ['primero de mayo', '1º de Mayo'],
    ['veinte de julio', '20 de Julio'],
    ['20 de enero', 'Veinte de Enero'],
    ['siete de agosto', '7 de Agosto'],
    ['pescaito', 'Pescaíto'],
    ['Timayui 2', 'Timayui II'],
    ['timayuí ii', 'Timayui II'],
    ['el piñon', 'El Piñón I'],
    ['juan 23, la ensenada', null],
    ['ensenada juan xxiii', 'Ensenada Juan XXIII'],
    ['colon', 'Urbanización Colón'],
    ['urb. colón', 'Urbanización Colón'],
    ['nuevo jardin', 'Nuevo Jardín'],
    ['jardín', 'Jardín'],
    ['el rodadero', 'El Rodadero'],
    ['sta fe', 'Santa Fe'],
    ['centro historico', 'Centro Histórico'],
    ['no ha llegado el agua a taganga desde ayer en la tarde', 'Taganga'],
    ['hay una fuga en el barrio la paz', 'La Paz'],
    ['el refugio de la comuna 6', 'El Refugio'],
    ['el carmen gaira', 'El Carmen (Gaira)'],
  ])('%s → %s', (text, name) => {
    const match = find(text);

    expect(match.kind === 'found' ? match.barrio.name : null).toBe(name);
  });

  test('the comuna tells homonyms apart', () => {
    expect(find('el refugio comuna 6')).toMatchObject({ kind: 'found', barrio: { comuna: '6' } });
  });
});

test.each([
  ['el refugio', ['2', '6']],
  ['barrio el carmen', ['6', '7']],
  ['timayui', ['6', '6', '6']],
])('%s exists more than once', (text, comunas) => {
  const match = find(text);

  expect(match.kind === 'several' ? match.barrios.map(({ comuna }) => comuna) : []).toEqual(comunas);
});

test.each([
  ['pescadito', 'Pescaíto'],
  ['hondas del caribe', 'Ondas del Caribe'],
  ['el robadero', 'El Rodadero'],
  ['vavaria', 'Bavaria'],
  ['villa marbeya', 'Villa Marbella'],
])('%s is close to %s', (text, name) => {
  const match = find(text);

  expect(match.kind === 'similar' ? match.barrios[0]?.name : null).toBe(name);
});

test('at most five names are offered', () => {
  const alike = createGazetteer(
    Array.from({ length: 9 }, (_, index) => ({
      id: String(index),
      name: `Villa Ester${'abcdefghi'[index]}`,
      comuna: '1',
      comunaName: null,
    })),
  );
  const match = alike.find('villa ester');

  expect(match.kind === 'similar' ? match.barrios.length : 0).toBe(5);
});

test.each([
  'no sé',
  'hola',
  '3',
  '',
  'hay un tubo roto en el parque y nadie viene',
  'el centro de salud no me atiende hace dos semanas',
  'quiero paz y salvo de mi casa porque la vendi el mes pasado',
  'nada de lo que dice ese señor es cierto y no pienso pagar',
  '1'.repeat(65_536),
  '😂'.repeat(32_768),
  ' '.repeat(65_536),
  'zq '.repeat(20_000),
])('%.60s names no barrio', (text) => {
  expect(find(text)).toEqual({ kind: 'none' });
});
