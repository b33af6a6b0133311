import { expect, test } from 'vitest';
import { OWN_TEXT_KEYS, OWN_TEXTS, OwnTexts, placeholdersIn } from '../../../domain/entity/own-texts.ts';
import { esCo } from '../../../locales/es-co/catalogue.ts';
import { withOwnTexts } from '../../../locales/own-texts.ts';
import { createTranslate } from '../../../locales/translate.ts';

test('the list names the values that our own sentences hold', () => {
  const ours = OWN_TEXT_KEYS.map((key) => [key, placeholdersIn(esCo[key])]);

  expect(ours).toEqual(OWN_TEXT_KEYS.map((key) => [key, OWN_TEXTS[key]]));
});

test.each([
  ['all of its values', 'Hola, {{entity}} y {{assistant}}.', []],
  ['a value that is missing', 'Hola, {{entity}}.', ['text-value-missing']],
  ['a value of another sentence', 'Hola, {{assistant}} {{entity}} {{radicado}}', ['text-value-unknown']],
  ['a brace that is not closed', 'Hola, {{assistant}} {{entity}} {{', ['text-value-unknown']],
  ['an i18next reference', 'Hola, {{assistant}} {{entity}} $t(privacy.aviso)', []],
  ['nothing but spaces', '   ', ['text-empty', 'text-value-missing']],
  ['too many words', `{{assistant}} {{entity}} ${'a'.repeat(600)}`, ['text-long']],
])('a greeting with %s', (_, text, codes) => {
  const parsed = OwnTexts.safeParse({ 'conversation.hello': text });

  expect(parsed.error?.issues.map(({ message }) => message) ?? []).toEqual(codes);
});

test('a sentence that is not in the list cannot be replaced', () => {
  expect(OwnTexts.safeParse({ 'privacy.aviso': 'Nada.' }).success).toBe(false);
});

test('what a value holds is said as it is, and no other sentence changes', () => {
  const t = withOwnTexts(createTranslate('es-CO'), {
    'conversation.hello': '$t(privacy.accept) {{assistant}}: {{entity}}',
  });

  expect(t('conversation.hello', { assistant: '{{entity}}', entity: '$& <b>' })).toBe(
    '$t(privacy.accept) {{entity}}: $& <b>',
  );
  expect(t('information.officesHoliday')).toBe(esCo['information.officesHoliday']);
});
