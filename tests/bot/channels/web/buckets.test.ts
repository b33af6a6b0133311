import { expect, test } from 'vitest';
import { createBuckets } from '../../../../bot/channels/web/buckets.ts';

const START = new Date('2026-03-02T15:00:00Z').getTime();

/** Buckets of three at once and one every two seconds, at an instant that the test moves. */
function someBuckets() {
  let seconds = 0;
  const clock = { now: () => new Date(START + seconds * 1000) };
  const buckets = createBuckets(clock, { burst: 3, perSecond: 0.5 });
  return {
    takeAt: (at: number, key = 'a') => {
      seconds = at;
      return buckets.take(key);
    },
  };
}

test('a burst goes through, then the pace holds, and refused tries cost nothing', () => {
  const { takeAt } = someBuckets();
  const waits = [0, 0, 0, 0, 1, 1, 2, 2, 4].map((at) => takeAt(at));

  expect(waits).toEqual([0, 0, 0, 2, 1, 1, 0, 2, 0]);
});

test('a long silence gives back no more than a burst', () => {
  const { takeAt } = someBuckets();
  takeAt(0);

  expect([1, 2, 3, 4].map(() => takeAt(1000))).toEqual([0, 0, 0, 2]);
});

test('where the cost grows, each costs more while the burst is being used up', () => {
  const clock = { now: () => new Date(START) };
  const buckets = createBuckets(clock, { burst: 20, perSecond: 2, grows: true });
  const waits = Array.from({ length: 17 }, () => buckets.take('a'));

  expect(waits).toEqual([...Array.from({ length: 14 }, () => 0), 1, 1, 1]);
});

test('one key does not slow another', () => {
  const { takeAt } = someBuckets();
  for (let n = 0; n < 4; n++) {
    takeAt(0, 'a');
  }

  expect(takeAt(0, 'b')).toBe(0);
});
