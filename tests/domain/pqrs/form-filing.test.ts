import { expect, test } from 'vitest';
import { type FiledForm, isSameFiling } from '../../../domain/pqrs/form-filing.ts';

const filed = { digest: 'answers', annexHashes: ['photo', 'receipt', null] } as unknown as FiledForm;

test.each([
  ['with everything', 'answers', ['photo', 'receipt'], true],
  ['without its files', 'answers', [], true],
  ['with one of its files', 'answers', ['receipt'], true],
  ['with another file', 'answers', ['photo', 'another'], false],
  ['with other answers', 'others', ['photo', 'receipt'], false],
  ['with other answers and no files', 'others', [], false],
])('a form that comes again %s', (_, digest, fileHashes, expected) => {
  expect(isSameFiling(filed, { digest, fileHashes })).toBe(expected);
});
