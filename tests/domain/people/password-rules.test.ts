import { expect, test } from 'vitest';
import { DomainError } from '../../../domain/errors.ts';
import { assertGoodPassword } from '../../../domain/people/password-rules.ts';

const OWNER = { email: 'rosa.perez@essmar.gov.co', name: 'Rosa María Pérez Gómez' };

function refusalOf(password: string): string | null {
  try {
    assertGoodPassword(password, OWNER);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

test.each([
  'girasol tranvia cuaderno',
  'xK7#pQ2v!mZ9',
  'el burro verde come lentejas',
  'Rosa sube al tranvía amarillo',
  'clave para el tranvía amarillo',
  'ñandú veloz bajo lluvia',
  'kjh-xvb-qwm-zzt-prr',
])('%s is a good password', (password) => {
  expect(refusalOf(password)).toBeNull();
});

test.each([
  ['password-length', 'corta'],
  ['password-length', 'once-letras'],
  ['password-length', 'ab cd '.repeat(22)],
  ['password-common', 'aaaaaaaaaaaaaaaa'],
  ['password-common', '123456789012'],
  ['password-common', '210987654321'],
  ['password-common', 'qwertyuiop123'],
  ['password-common', 'Contraseña2026'],
  ['password-common', 'C0ntr4señ4!2026'],
  ['password-common', 'Password12345!'],
  ['password-common', 'P@ssw0rd2026!!'],
  ['password-common', 'colombia-colombia'],
  ['password-common', 'SantaMarta2026*'],
  ['password-common', 'Bienvenido2026'],
  ['password-common', 'enero2026febrero'],
  ['password-common', 'vecino essmar pqrs'],
  ['password-common', 'asdfghjklqwerty'],
  ['password-personal', 'rosa.perez@essmar.gov.co'],
  ['password-personal', 'RosaPerez2026'],
  ['password-personal', 'gómez-pérez-123'],
])('%s: %s', (code, password) => {
  expect(refusalOf(password)).toBe(code);
});
