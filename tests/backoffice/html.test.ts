import { expect, test } from 'vitest';
import { type HtmlValue, html } from '../../backoffice/pages/html.ts';

test.each<[HtmlValue, string]>([
  ['<b>', '&lt;b&gt;'],
  [`"'\``, '&quot;&#39;&#96;'],
  ['&lt;', '&amp;lt;'],
  [0, '0'],
  [null, ''],
  [false, ''],
  [['<', html`<i>${'>'}</i>`], '&lt;<i>&gt;</i>'],
  [[['<'], [['>']]], '&lt;&gt;'],
])('%j becomes %s', (value, markup) => {
  expect(String(html`<p>${value}</p>`)).toBe(`<p>${markup}</p>`);
});

test('an object that looks like markup is not markup', () => {
  const forged = { toString: () => '<b>' } as unknown as string;
  expect(() => String(html`${forged}`)).toThrow();
});
