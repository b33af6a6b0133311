import { expect, test } from 'vitest';
import { canReadStatus } from '../../../domain/pqrs/status.ts';

const ANA = '0199a000-0000-7000-8000-00000000000a';
const LUIS = '0199a000-0000-7000-8000-00000000000b';

test.each([
  // filed by, read by, code matches, may read
  [ANA, ANA, false, true],
  [ANA, ANA, true, true],
  [ANA, LUIS, false, false],
  [ANA, LUIS, true, true],
  [ANA, null, false, false],
  [ANA, null, true, true],
  [null, ANA, false, false],
  [null, ANA, true, true],
  [null, null, false, false], // two unknown people are not the same person
  [null, null, true, true],
])('filed by %s, read by %s, code matches %s: %s', (filer, reader, codeMatches, expected) => {
  const pqrs = { petitioner: { contactId: filer, name: null } };

  expect(canReadStatus({ pqrs, reader: { contactId: reader }, codeMatches })).toBe(expected);
});
