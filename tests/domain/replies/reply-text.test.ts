import { expect, test } from 'vitest';
import {
  assertReplyText,
  fillReplyText,
  listReplyGaps,
  ReplyVariable,
} from '../../../domain/replies/reply-text.ts';
import { en } from '../../../locales/en/catalogue.ts';
import { esCo } from '../../../locales/es-co/catalogue.ts';

const ROSA = { nombre: 'Rosa Pérez', radicado: 'ESSMAR-2026-000007', colega: 'Ana Ruiz' };

test.each([
  ['Hola, {{nombre}}.', 'Hola, Rosa Pérez.'],
  ['{{ nombre }}: {{radicado}}, {{radicado}}', 'Rosa Pérez: ESSMAR-2026-000007, ESSMAR-2026-000007'],
  ['Lo atiende {{colega}} de {{entidad}}.', 'Lo atiende Ana Ruiz de [entidad].'],
  ['{{{nombre}}}', '{Rosa Pérez}'],
  ['Sin datos.', 'Sin datos.'],
  ['', ''],
])('%j becomes %j', (text, filled) => {
  expect(fillReplyText(text, ROSA)).toBe(filled);
});

test.each([
  ['a name that looks like a variable is not read as one', '{{radicado}}', '{{radicado}}'],
  ['nor one with the signs of a replacement', '$& $1 $$', '$& $1 $$'],
  ['nor as HTML', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['a name on several lines stays on one', ' Rosa\n\n Pérez ', 'Rosa Pérez'],
  ['an empty one leaves a gap', ' \n ', '[nombre]'],
  ['and so does none', null, '[nombre]'],
])('%s', (_, nombre, said) => {
  expect(fillReplyText('{{nombre}} {{colega}}', { nombre, colega: 'Ana' })).toBe(`${said} Ana`);
});

test.each([
  ['Hola, Rosa.', []],
  ['[nombre], su radicado es [radicado]. [nombre]', ['[nombre]', '[radicado]']],
  ['Vea el numeral [1] y [otro]', []],
  ['[Nombre] [ nombre ]', []],
])('the gaps of %j are %j', (text, gaps) => {
  expect(listReplyGaps(text)).toEqual(gaps);
});

test.each([
  'Hola, {{nombre}}.',
  '{{ entidad }}',
  'Un {corchete} y una [cosa]',
  ReplyVariable.options.map((name) => `{{${name}}}`).join(' '),
])('%j may be written', (text) => {
  expect(() => assertReplyText(text)).not.toThrow();
});

test.each(['{{cedula}}', '{{Nombre}}', '{{}}', 'Hola, {{nombre', 'Hola, nombre}}', '{{nom{bre}}'])(
  '%j may not',
  (text) => {
    expect(() => assertReplyText(text)).toThrow(expect.objectContaining({ code: 'reply-variable-unknown' }));
  },
);

test.each([
  ['Spanish', esCo],
  ['English', en],
])('whoever writes another variable is told all that there are, in %s', (_, words) => {
  const said = words['errors.reply-variable-unknown'].split(':')[1]?.match(/\w+/g);

  expect(said).toEqual(ReplyVariable.options);
});
