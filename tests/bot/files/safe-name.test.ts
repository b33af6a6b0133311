import { expect, test } from 'vitest';
import { toSafeName } from '../../../bot/files/safe-name.ts';

test.each([
  ['recibo.pdf', 'recibo.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fotos\\fuga.jpg', 'fuga.jpg'],
  ['a\r\nb<script>.jpg', 'abscript.jpg'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['  ', 'archivo'],
  ['', 'archivo'],
])('%j is kept as %j', (name, safe) => {
  expect(toSafeName(name)).toBe(safe);
});

test('a name without end keeps its end, and no sign of it is cut in two', () => {
  const name = toSafeName(`${'😀'.repeat(200)}.jpeg`);
  expect(name).toBe(`${'😀'.repeat(57)}.jpeg`);
});
