import { expect, test } from 'vitest';
import { shareLists } from '../../../backoffice/handoff/share-lists.ts';
import type { InboxQuery, InboxReader } from '../../../domain/handoff/inbox-reader.ts';

type Page = Awaited<ReturnType<InboxReader['list']>>;

const QUERY: InboxQuery = {
  view: 'todas',
  staffId: 'ana',
  channel: null,
  topic: null,
  withHealth: false,
  cursor: null,
  limit: 50,
};
const PAGE: Page = { items: [], nextCursor: null };

type Reading = {
  readonly resolve: (page: Page) => void;
  readonly reject: (error: Error) => void;
};

/** A reader whose readings end when a test says so. */
function aSlowReader() {
  const readings: Reading[] = [];
  const asked: InboxQuery[] = [];
  const reader = {
    list: (query: InboxQuery) => {
      asked.push(query);
      return new Promise<Page>((resolve, reject) => readings.push({ resolve, reject }));
    },
  } as InboxReader;
  return { shared: shareLists(reader), readings, asked };
}

test('whoever asks while a page is being read is given the next reading, shared by all of them', async () => {
  const { shared, readings } = aSlowReader();
  const first = shared.list(QUERY);
  const later = [shared.list(QUERY), shared.list({ ...QUERY, staffId: 'luis' })];
  expect(readings).toHaveLength(1);

  readings[0]?.resolve({ ...PAGE, nextCursor: { at: new Date(1), id: 'first' } });
  expect((await first).nextCursor?.id).toBe('first');
  await expect.poll(() => readings.length).toBe(2);
  readings[1]?.resolve({ ...PAGE, nextCursor: { at: new Date(2), id: 'second' } });
  expect((await Promise.all(later)).map(({ nextCursor }) => nextCursor?.id)).toEqual(['second', 'second']);

  void shared.list(QUERY);
  expect(readings).toHaveLength(3);
});

test('a reading that fails is told to whoever asked for it, and the next one is read', async () => {
  const { shared, readings } = aSlowReader();
  const first = shared.list(QUERY);
  const later = shared.list(QUERY);
  readings[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => readings.length).toBe(2);
  readings[1]?.resolve(PAGE);
  expect(await later).toBe(PAGE);
});

test.each<readonly [string, Partial<InboxQuery>, Partial<InboxQuery>]>([
  ['one’s own conversations', { view: 'mias' }, { view: 'mias', staffId: 'luis' }],
  ['those of one’s teams', { view: 'equipo' }, { view: 'equipo', staffId: 'luis' }],
  ['health matters', { withHealth: true }, { withHealth: false }],
  ['another page', {}, { cursor: { at: new Date(1), id: 'x' } }],
  ['another topic', {}, { topic: 'danger' }],
])('%s are not shared', (_, one, another) => {
  const { shared, asked } = aSlowReader();
  void shared.list({ ...QUERY, ...one });
  void shared.list({ ...QUERY, ...another });
  expect(asked).toEqual([
    { ...QUERY, ...one },
    { ...QUERY, ...another },
  ]);
});
