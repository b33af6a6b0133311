import { describe, expect, test } from 'vitest';
import { MAX_INPUT_CHARS, normalise } from '../../../dialogs/understanding/normalise.ts';

describe('normalise', () => {
  test.each([
    ['Holaaa, x favor q pasó', 'hola por favor que paso'],
    ['NIÑO', 'nino'],
    ['ase 3 dias q no llega', 'hace 3 dias que no llega'],
    ['toy sin agua pa cocinar', 'estoy sin agua para cocinar'],
    ['pq tan caro', 'porque tan caro'],
    ['siii', 'si'],
    ['la calle', 'la calle'],
    ['1º de Mayo', '1o de mayo'],
    ['Timayui III', 'timayui iii'],
    ['jajajaja', 'tokrisa'],
    ['mira https://ejemplo.co/a?b=1 ya', 'mira toklink ya'],
    ['👍 gracias', 'emojiok gracias'],
    ['🌈🌈', ''],
    ['1️⃣', '1'],
    ['ESS-2024-008871', 'ess 2024 008871'],
    ['   ', ''],
    ['<script>alert(1)</script>', 'script alert 1 script'],
  ])('%s → %s', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  test('letters that expand do not get past the cap', () => {
    expect(normalise('\uFDFA'.repeat(65_536)).length).toBeLessThanOrEqual(MAX_INPUT_CHARS);
    expect(normalise('a1 '.repeat(40_000)).length).toBeLessThanOrEqual(MAX_INPUT_CHARS);
  });

  test('what is normal stays as it is', () => {
    for (const text of ['hola por favor que paso', 'tokrisa', 'timayui iii', 'ess 2024 008871']) {
      expect(normalise(text)).toBe(text);
    }
  });
});
