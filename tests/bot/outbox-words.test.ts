import { expect, test } from 'vitest';
import { holdKey, skipKey } from '../../bot/outbox/sending-words.ts';
import { createTranslate } from '../../locales/translate.ts';

test.each([
  [skipKey('no-consent'), 'La persona no ha autorizado mensajes para este fin, o retiró el permiso.'],
  [holdKey('quiet-hours'), 'Espera el horario en que se puede escribir.'],
])('%s has its sentence', (key, sentence) => {
  expect(createTranslate('es-CO')(key)).toBe(sentence);
});
