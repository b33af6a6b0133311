import { expect, test } from 'vitest';
import { readableColors } from '../../../../bot/channels/web/page-colors.ts';

test.each([
  // primary, wished text, text
  ['#0943b5', '#ffffff', '#ffffff'],
  ['#0943b5', '#1144aa', '#ffffff'],
  ['#FFCC00', '#ffffff', '#000000'],
  ['#ffcc00', '#222222', '#222222'],
  ['#777777', '#ffffff', '#000000'],
])('on %s a text of %s is shown in %s', (primary, onPrimary, text) => {
  expect(readableColors({ primary, onPrimary })).toEqual({ primary: primary.toLowerCase(), onPrimary: text });
});

test.each(['red', '#fff', '#0943b5;background:url(https://x)', '</style>', ''])(
  '%j is no colour that a style may hold',
  (primary) => {
    expect(readableColors({ primary, onPrimary: primary })).toEqual({
      primary: '#0b4f8a',
      onPrimary: '#ffffff',
    });
  },
);
