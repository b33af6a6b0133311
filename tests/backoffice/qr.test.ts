import { expect, test } from 'vitest';
import { drawQr } from '../../backoffice/qr-picture.ts';

/** The square by which a camera finds a code: a ring, white, and a heart of nine. */
const FINDER = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];

function matrixOf(markup: string): readonly string[] {
  const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(markup)?.[1]);
  const dark = new Set([...markup.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_cell, x) => (dark.has(`${x},${y}`) ? '#' : '.')).join(''),
  );
}

function cut(rows: readonly string[], x: number, y: number): readonly string[] {
  return rows.slice(y, y + FINDER.length).map((row) => row.slice(x, x + FINDER.length));
}

test('the three squares stand in their corners, with four modules of white around the code', () => {
  const rows = matrixOf(markupOf(drawQr('https://wa.me/settings/linked_devices#2@abc')));
  const last = rows.length - 4 - FINDER.length;

  expect(rows.length).toBeGreaterThan(28);
  expect([cut(rows, 4, 4), cut(rows, last, 4), cut(rows, 4, last)]).toEqual([FINDER, FINDER, FINDER]);
  expect(cut(rows, last, last)).not.toEqual(FINDER);
  const edge = [
    ...rows.slice(0, 4),
    ...rows.slice(-4),
    ...rows.map((row) => row.slice(0, 4) + row.slice(-4)),
  ];
  expect(edge.join('')).not.toContain('#');
});

test('what is drawn is a picture, with neither style nor script', () => {
  expect(drawQr('x')).toMatch(/^data:image\/svg\+xml;base64,[\w+/]+=*$/);
  expect(markupOf(drawQr('"><script>'))).not.toMatch(/style|script|"">/);
});

function markupOf(address: string): string {
  return Buffer.from(address.replace(/^.*,/, ''), 'base64').toString();
}
