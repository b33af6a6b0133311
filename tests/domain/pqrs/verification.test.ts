import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Radicado } from '../../../domain/pqrs/radicado.ts';
import {
  hashVerificationCode,
  maskVerificationCodes,
  mayTryVerification,
  newVerificationCode,
  normaliseVerificationCode,
  toGroupedCode,
  VerificationCode,
  verificationCodeMatches,
} from '../../../domain/pqrs/verification.ts';

const hmac = (data: string) => createHmac('sha256', 'secret').update(data).digest('hex');
const radicado = Radicado.parse('ESSMAR-2026-000123');
const code = VerificationCode.parse('ABCDEFGHJKMN');

describe('a verification code', () => {
  test('is twelve characters that nobody confuses', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(newVerificationCode(randomBytes)).toMatch(/^[2-9A-HJKMNP-Z]{12}$/);
    }
  });

  test('uses every character of the alphabet equally: bytes that would not are thrown away', () => {
    const everyByte = Array.from({ length: 256 }, (_, byte) => byte);
    let next = 0;
    const inOrder = (count: number) =>
      Uint8Array.from({ length: count }, () => everyByte[next++ % everyByte.length] ?? 0);
    const counts = new Map<string, number>();
    for (let round = 0; round < 31 * 256; round += 1) {
      for (const character of newVerificationCode(inOrder)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const values = [...counts.values()];

    expect(counts.size).toBe(31);
    expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.06);
  });

  test('throws rather than give a short code when the source is broken', () => {
    expect(() => newVerificationCode((count) => new Uint8Array(count).fill(255))).toThrow();
  });

  test('is shown in three groups of four', () => {
    expect(toGroupedCode(code)).toBe('ABCD-EFGH-JKMN');
  });
});

describe('a text shown to somebody else', () => {
  test.each([
    [
      'Código de verificación: 2345-6789-ABCD. Guárdalo.',
      'Código de verificación: ••••-••••-••••. Guárdalo.',
    ],
    ['es 2345-6789-abcd', 'es ••••-••••-••••'],
    ['cf4zsjj6tb3z', '••••-••••-••••'],
    ['ABCD-EFGH-JKMN', '••••-••••-••••'],
    ['las temperaturas de ayer', 'las temperaturas de ayer'],
    ['mi cuenta 234567892345', 'mi cuenta 234567892345'],
    ['ESSMAR-2026-000123', 'ESSMAR-2026-000123'],
    ['llamen al 300-111-2233', 'llamen al 300-111-2233'],
  ])('%s', (text, shown) => {
    expect(maskVerificationCodes(text)).toBe(shown);
  });
});

describe('a code in what a person typed', () => {
  test.each([
    'ABCDEFGHJKMN',
    'ABCD-EFGH-JKMN',
    'abcd-efgh-jkmn',
    'abcd efgh jkmn',
    ' ABCD  EFGH\nJKMN ',
    'ABCD–EFGH—JKMN',
    'A B C D E F G H J K M N',
    'ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ',
    '*ABCD-EFGH-JKMN*',
    'mi código es abcd-efgh-jkmn, gracias',
    'código: ABCDEFGHJKMN.',
  ])('%j is read', (text) => {
    expect(normaliseVerificationCode(text)).toBe(code);
  });

  test.each([
    '',
    'ABCD-EFGH-JKM',
    'ABCD-EFGH-JKMNP',
    'ABCD-EFGH-JKM0',
    'ABCD-EFGH-JKMO',
    'ABCD-EFGH-JKM1',
    'ABCD-EFGH-JKMI',
    'ABCD-EFGH-JKML',
    'XABCD-EFGH-JKMN',
    '3001234567',
    'no lo tengo',
    'A'.repeat(4096),
  ])('%j is not guessed', (text) => {
    expect(normaliseVerificationCode(text)).toBeNull();
  });
});

describe('the stored hash', () => {
  const pqrs = { radicado, verification: { hash: hashVerificationCode({ code, radicado, hmac }) } };

  test('matches its own code and not another', () => {
    const other = VerificationCode.parse('ABCDEFGHJKMP');

    expect(verificationCodeMatches({ code, pqrs, hmac })).toBe(true);
    expect(verificationCodeMatches({ code: other, pqrs, hmac })).toBe(false);
  });

  test('opens no other radicado and works under no other key', () => {
    const otherPqrs = { ...pqrs, radicado: Radicado.parse('ESSMAR-2026-000124') };
    const otherHmac = (data: string) => createHmac('sha256', 'other').update(data).digest('hex');

    expect(verificationCodeMatches({ code, pqrs: otherPqrs, hmac })).toBe(false);
    expect(verificationCodeMatches({ code, pqrs, hmac: otherHmac })).toBe(false);
  });

  test.each(['', 'ABCDEFGHJKMN', 'x'.repeat(64)])('%j in its place matches nothing', (hash) => {
    expect(verificationCodeMatches({ code, pqrs: { radicado, verification: { hash } }, hmac })).toBe(false);
  });

  test('with something added matches nothing', () => {
    const longer = { radicado, verification: { hash: `${pqrs.verification.hash}0` } };

    expect(verificationCodeMatches({ code, pqrs: longer, hmac })).toBe(false);
  });

  test('does not contain the code', () => {
    expect(pqrs.verification.hash).not.toContain(code);
  });
});

describe('attempts on one radicado', () => {
  const now = new Date('2026-07-14T15:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  test.each([
    // failures, minutes since the last, may try
    [0, null, true],
    [1, 0, true],
    [4, 0, true],
    [5, 0, false],
    [5, 59.99, false],
    [5, 60, true],
    [6, 59.99, false],
    [6, 60, true],
    [500, 59.99, false],
    [500, 60, true],
    [5, -10, false], // the clock went back
    [5, null, false], // no instant to count from
  ])('after %i failures, the last %s minutes ago: %s', (failures, minutes, expected) => {
    const lastFailureAt = minutes === null ? null : minutesAgo(minutes);

    expect(mayTryVerification({ failures, lastFailureAt, now })).toBe(expected);
  });
});
