import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acquireLease, type LeaseOptions } from '../../../../bot/channels/whatsapp/lease.ts';
import { createLog } from '../../../../bot/log.ts';

const TTL_SECONDS = 0.6;

type Store = LeaseOptions['store'];

/** A lease in memory: who owns it is decided here. */
function aStore(answers: Partial<Store> = {}): Store & { readonly renewals: () => number } {
  let renewals = 0;
  return {
    acquire: async () => 7,
    renew: async () => {
      renewals += 1;
      return true;
    },
    release: async () => undefined,
    ...answers,
    renewals: () => renewals,
  };
}

const acquire = (store: Store, signal = new AbortController().signal) =>
  acquireLease(
    { store, account: 'principal', owner: 'me', ttlSeconds: TTL_SECONDS, log: createLog('silent') },
    signal,
  );

test('it is asked for until it is free, whatever the database answers meanwhile', async () => {
  const answers: (() => Promise<number | null>)[] = [
    async () => null,
    () => Promise.reject(new Error('away')),
    async () => 12,
  ];
  const lease = await acquire(aStore({ acquire: () => answers.shift()?.() ?? Promise.resolve(null) }));
  expect(lease?.epoch).toBe(12);
  await lease?.release();
});

test('nobody waits for it after the wait was ended', async () => {
  const ended = new AbortController();
  const waiting = acquire(aStore({ acquire: async () => null }), ended.signal);
  ended.abort();
  expect(await waiting).toBeNull();
});

test('one that comes after the end of the wait is given back', async () => {
  const ended = new AbortController();
  const released: number[] = [];
  const store = aStore({
    acquire: async () => {
      ended.abort();
      return 3;
    },
    release: async (_, epoch) => {
      released.push(epoch);
    },
  });
  expect(await acquire(store, ended.signal)).toBeNull();
  expect(released).toEqual([3]);
});

test('it lasts as long as it is renewed', async () => {
  const store = aStore();
  const lease = await acquire(store);
  let isLost = false;
  void lease?.lost.then(() => {
    isLost = true;
  });
  while (store.renewals() < 8) {
    await sleep(20);
  }
  expect(isLost).toBe(false);
  expect(await lease?.isOurs()).toBe(true);
  await lease?.release();
  const renewals = store.renewals();
  await sleep(TTL_SECONDS * 1000);
  expect(store.renewals()).toBe(renewals);
  expect(isLost, 'what was given back is not lost').toBe(false);
  expect(await lease?.isOurs()).toBe(false);
});

test.each<[string, Store['renew']]>([
  ['another owner is seen', async () => false],
  ['the database refuses for its whole time', () => Promise.reject(new Error('away'))],
  ['the database says nothing for its whole time', () => new Promise(() => undefined)],
])('it is lost when %s', async (_, renew) => {
  const lease = await acquire(aStore({ renew }));
  await lease?.lost;
  expect(await lease?.isOurs()).toBe(false);
});

test('a moment of silence is no loss', async () => {
  let refusals = 2;
  let renewals = 0;
  const store = aStore({
    renew: async () => {
      refusals -= 1;
      if (refusals >= 0) {
        throw new Error('away');
      }
      renewals += 1;
      return true;
    },
  });
  const lease = await acquire(store);
  while (renewals < 3 && (await Promise.race([lease?.lost.then(() => false), sleep(20, true)]))) {
    // Until it is lost or renewed.
  }
  expect(await lease?.isOurs()).toBe(true);
  await lease?.release();
});
