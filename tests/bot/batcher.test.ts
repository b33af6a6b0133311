import { expect, test } from 'vitest';
import { createBatcher } from '../../bot/batcher.ts';

/** Work whose rounds end when the test says so. */
function createRounds() {
  const rounds: (readonly number[])[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const work = async (items: readonly number[]): Promise<readonly string[]> => {
    rounds.push(items);
    await new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
    return items.map((item) => `did ${item}`);
  };
  return { rounds, ends, work };
}

test('a call alone goes at once', async () => {
  const { rounds, ends, work } = createRounds();
  const batch = createBatcher(work, 10);
  const first = batch(1);
  expect(rounds).toEqual([[1]]);
  ends[0]?.();
  await expect(first).resolves.toBe('did 1');
});

test('calls that come meanwhile share the next round, and each gets its own answer', async () => {
  const { rounds, ends, work } = createRounds();
  const batch = createBatcher(work, 10);
  const answers = [batch(1), batch(2), batch(3)];
  ends[0]?.();
  await expect.poll(() => rounds).toEqual([[1], [2, 3]]);
  ends[1]?.();
  await expect(Promise.all(answers)).resolves.toEqual(['did 1', 'did 2', 'did 3']);
});

test('a round holds no more than the limit', async () => {
  const { rounds, ends, work } = createRounds();
  const batch = createBatcher(work, 2);
  const answers = [1, 2, 3, 4].map((item) => batch(item));
  ends[0]?.();
  await expect.poll(() => rounds.length).toBe(2);
  ends[1]?.();
  await expect.poll(() => rounds).toEqual([[1], [2, 3], [4]]);
  ends[2]?.();
  await Promise.all(answers);
});

test('a round that fails tells its own callers and nobody else', async () => {
  const { rounds, ends, work } = createRounds();
  const batch = createBatcher(work, 10);
  const first = batch(1);
  const second = batch(2);
  ends[0]?.(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await expect.poll(() => rounds.length).toBe(2);
  ends[1]?.();
  await expect(second).resolves.toBe('did 2');
});

test('a missing answer is an error and not a silence', async () => {
  const batch = createBatcher<number, string>(async () => ['only one'], 10);
  const answers = await Promise.allSettled([batch(1), batch(2), batch(3)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
});
