import { expect, test } from 'vitest';
import { maskPhone, Phone } from '../../../domain/people/phone.ts';

test.each([
  ['573001112233', '573001112233'],
  ['+57 300 111 2233', '573001112233'],
  ['(57) 300-111.2233', '573001112233'],
  ['3001112233', '573001112233'],
  ['6054210000', '6054210000'],
  ['+1 415 555 0100', '14155550100'],
])('%s is the number %s', (written, digits) => {
  expect(Phone.parse(written)).toBe(digits);
});

test.each(['', '300111', '0573001112233', '57300111223344556', '57300111223a', `${'5'.repeat(41)}`])(
  '"%s" is no number',
  (written) => {
    expect(Phone.safeParse(written).success).toBe(false);
  },
);

test.each([
  ['573001112233', '57300•••••33'],
  ['12345678', '12345•78'],
  ['1234567', '1234567'],
  ['', ''],
])('%s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});
