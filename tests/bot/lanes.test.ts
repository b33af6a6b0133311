import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type LaneResult, Lanes } from '../../bot/lanes.ts';

/** Work that ends when the test says so, and remembers what it was asked. */
function createWork(results: readonly LaneResult[] = []) {
  const begun: string[] = [];
  const endings: (() => void)[] = [];
  const work = async (id: string): Promise<LaneResult> => {
    const result = results[begun.push(id) - 1] ?? 'settled';
    await new Promise<void>((resolve) => endings.push(resolve));
    return result;
  };
  return {
    begun,
    work,
    endOne: async () => {
      endings.shift()?.();
      await sleep(0);
    },
  };
}

test('a conversation has one turn at a time, and a wish that comes meanwhile is not forgotten', async () => {
  const { work, begun, endOne } = createWork();
  const lanes = new Lanes({ work, concurrency: 4 });
  lanes.wake('a');
  lanes.wake('a');
  lanes.wake('a');
  expect(begun).toEqual(['a']);
  await endOne();
  expect(begun).toEqual(['a', 'a']);
  await endOne();
  await lanes.idle();
  expect(begun).toEqual(['a', 'a']);
});

test('conversations run beside each other up to the limit, the rest in the order of their waking', async () => {
  const { work, begun, endOne } = createWork();
  const lanes = new Lanes({ work, concurrency: 2 });
  for (const id of ['a', 'b', 'c', 'd']) {
    lanes.wake(id);
  }
  expect(begun).toEqual(['a', 'b']);
  expect(lanes).toMatchObject({ running: 2, waiting: 2 });
  await endOne();
  expect(begun).toEqual(['a', 'b', 'c']);
  await endOne();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('"again" looks once more at once, behind those who wait already', async () => {
  const { work, begun, endOne } = createWork(['again']);
  const lanes = new Lanes({ work, concurrency: 1 });
  lanes.wake('a');
  lanes.wake('b');
  await endOne();
  await endOne();
  await endOne();
  expect(begun).toEqual(['a', 'b', 'a']);
});

test('a turn that wants to wait is taken again by itself', async () => {
  const { work, begun, endOne } = createWork([{ afterMs: 5 }]);
  const lanes = new Lanes({ work, concurrency: 1 });
  lanes.wake('a');
  await endOne();
  await expect.poll(() => begun).toEqual(['a', 'a']);
});

test('an arrival ends the wait', async () => {
  const { work, begun, endOne } = createWork([{ afterMs: 1_000_000 }]);
  const lanes = new Lanes({ work, concurrency: 1 });
  lanes.wake('a');
  await endOne();
  expect(begun).toEqual(['a']);
  lanes.wake('a');
  expect(begun).toEqual(['a', 'a']);
});

test('an arrival during a turn that wants to wait makes it look at once', async () => {
  const { work, begun, endOne } = createWork([{ afterMs: 1_000_000 }]);
  const lanes = new Lanes({ work, concurrency: 1 });
  lanes.wake('a');
  lanes.wake('a');
  await endOne();
  expect(begun).toEqual(['a', 'a']);
});

test('stopping waits for the turns under way and takes no more', async () => {
  const { work, begun, endOne } = createWork(['again']);
  const lanes = new Lanes({ work, concurrency: 1 });
  lanes.wake('a');
  lanes.wake('b');
  let stopped = false;
  const stopping = lanes.stop().then(() => {
    stopped = true;
  });
  await sleep(0);
  expect(stopped).toBe(false);
  await endOne();
  await stopping;
  lanes.wake('c');
  expect(begun).toEqual(['a']);
});

test('idle resolves at once when nothing was ever asked', async () => {
  await expect(new Lanes({ work: async () => 'settled', concurrency: 1 }).idle()).resolves.toBeUndefined();
});
