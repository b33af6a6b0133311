import { expect, test } from 'vitest';
import { type Input, nextInput } from '../../bot/turn-input.ts';
import { IncomingContent } from '../../domain/messages/content.ts';
import type { WaitingEvent } from '../../domain/messages/turn-store.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const WINDOW_MS = 2_000;
const FILE = {
  fileId: '00000000-0000-4000-8000-000000000001',
  name: 'foto.jpg',
  mimeType: 'image/jpeg',
  bytes: 10,
  pending: true,
};

type Said = Partial<IncomingContent> & { readonly agoMs?: number; readonly errors?: number };

function said(...all: readonly Said[]): readonly WaitingEvent[] {
  return all.map(({ agoMs = 0, errors = 0, ...content }, index) => ({
    id: BigInt(index + 1),
    kind: 'message',
    content: IncomingContent.parse({ text: '', ...content }),
    sensitivity: 'normal',
    receivedAt: new Date(NOW.getTime() - agoMs),
    attempts: 1,
    errors,
    claimedBy: 'me',
  }));
}

function read(waiting: readonly WaitingEvent[], { free = true, windowMs = WINDOW_MS } = {}): Input {
  return nextInput(waiting, { memory: { expectsFreeText: free }, now: NOW, windowMs });
}

/** What is read, which ids were joined to it, and how many are left. */
function summary(input: Input): unknown {
  return input.kind === 'wait'
    ? { waitMs: input.afterMs }
    : {
        text: input.event.content.text,
        id: Number(input.event.id),
        merged: input.merged.map(({ id }) => Number(id)),
        rest: input.rest.length,
      };
}

test('short texts before a free text are one input, with the id and instant of the last', () => {
  const waiting = said({ text: 'no hay agua', agoMs: 3_000 }, { text: 'desde ayer', agoMs: 2_500 });
  expect(summary(read(waiting))).toEqual({ text: 'no hay agua\ndesde ayer', id: 2, merged: [1], rest: 0 });
});

test('a short text waits for the next one until the window after the last has passed', () => {
  expect(summary(read(said({ text: 'no hay agua', agoMs: 500 })))).toEqual({ waitMs: 1_500 });
  expect(summary(read(said({ text: 'no hay agua', agoMs: 1_900 }, { text: 'desde ayer' })))).toEqual({
    waitMs: 2_000,
  });
  expect(summary(read(said({ text: 'no hay agua', agoMs: 2_000 })))).toMatchObject({ text: 'no hay agua' });
});

test('a numbered answer is neither joined nor waited for', () => {
  const waiting = said({ text: '1' }, { text: '2' });
  expect(summary(read(waiting, { free: false }))).toEqual({ text: '1', id: 1, merged: [], rest: 1 });
});

test('without a window nothing is joined', () => {
  const waiting = said({ text: 'no hay agua' }, { text: 'desde ayer' });
  expect(summary(read(waiting, { windowMs: 0 }))).toEqual({
    text: 'no hay agua',
    id: 1,
    merged: [],
    rest: 1,
  });
});

test.each<[string, Said]>([
  ['a long text', { text: 'a'.repeat(161) }],
  ['a file', { text: 'mira', attachments: [FILE] }],
  ['a place', { location: { latitude: 11.2, longitude: -74.2 } }],
  ['a quotation', { text: 'sí', quotedId: FILE.fileId }],
])('%s is read at once, after the pieces before it and without them', (_, whole) => {
  const waiting = said({ text: 'no hay agua' }, { text: 'desde ayer' }, whole);
  expect(summary(read(waiting))).toEqual({ text: 'no hay agua\ndesde ayer', id: 2, merged: [1], rest: 1 });
  expect(summary(read(said(whole)))).toMatchObject({ id: 1, merged: [], rest: 0 });
});

test('a text that failed is never joined again, so that it alone is blamed', () => {
  const waiting = said({ text: 'uno', agoMs: 5_000 }, { text: 'dos', agoMs: 5_000, errors: 1 });
  expect(summary(read(waiting))).toEqual({ text: 'uno', id: 1, merged: [], rest: 1 });
});

test('joined texts never exceed what a parser may see', () => {
  const pieces = Array.from({ length: 60 }, () => ({ text: 'a'.repeat(160), agoMs: 5_000 }));
  const input = read(said(...pieces));
  expect(input.kind === 'read' && input.event.content.text.length).toBeLessThanOrEqual(4_096);
  expect(input.kind === 'read' && input.merged.length + 1 + input.rest.length).toBe(60);
});
