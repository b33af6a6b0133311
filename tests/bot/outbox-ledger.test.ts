import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimedMessage, OutboxClaim, SendOutcome } from '../../domain/messages/outbox-store.ts';
import { createLiveWake, wakeByDeliveries } from '../../prisma/live-wake.ts';
import { type OutboxFixture, openOutbox, START } from './outbox-fixture.ts';

let outbox: OutboxFixture;
beforeEach(async () => {
  outbox = await openOutbox();
});
afterEach(() => outbox.close());

const claim = (more: Partial<OutboxClaim> = {}) =>
  outbox.store.claim({
    worker: 'a',
    channels: ['whatsapp'],
    recipient: null,
    limit: 50,
    leaseSeconds: 45,
    now: outbox.clock.now(),
    ...more,
  });
const textsOf = (messages: readonly ClaimedMessage[]): string[] =>
  messages.map(({ content }) => content.text);
const idIn = ([first]: readonly ClaimedMessage[]): string => first?.id ?? '';

describe('a message that is held', () => {
  const hold = (id: string, availableAt: Date | null): SendOutcome => ({
    id,
    kind: 'held',
    availableAt,
    reason: 'quiet-hours',
  });

  test('blocks its own lane only, until its time, and was no try', async () => {
    const person = await outbox.queue(['encuesta', 'después'], { class: 'proactive', purpose: 'encuestas' });
    await outbox.addTo(person, ['respuesta'], 'reply');
    const held = (await claim()).find(({ content }) => content.text === 'encuesta');
    const until = new Date(START.getTime() + 40_000);
    await outbox.store.settle('a', [hold(held?.id ?? '', until)]);
    await outbox.queue(['de otra persona'], { class: 'proactive', purpose: 'encuestas' });

    expect(textsOf(await claim())).toEqual(['de otra persona']);
    expect(await outbox.statuses(person)).toEqual(['queued: quiet-hours', 'queued', 'sending']);
    outbox.later(40);
    expect(await claim()).toMatchObject([
      { content: { text: 'encuesta' }, attempts: 1, purpose: 'encuestas' },
    ]);
  });

  test('keeps its place in the order when it is held without an instant', async () => {
    await outbox.queue(['primera']);
    const [first] = await claim();
    await outbox.store.settle('a', [hold(first?.id ?? '', null)]);
    await outbox.pool.query(`UPDATE outbox SET available_at = available_at - interval '1 second'`);
    await outbox.queue(['segunda']);

    expect(textsOf(await claim({ limit: 1 }))).toEqual(['primera']);
  });

  test('is claimed by whoever comes when the claim that held it goes on', async () => {
    await outbox.queue(['uno']);
    const first = await claim();

    expect(await claim({ outcomes: [hold(idIn(first), null)] })).toMatchObject([{ attempts: 1 }]);
  });
});

test('a skipped message keeps its reason, and its lane goes on', async () => {
  const person = await outbox.queue(['uno', 'dos']);
  const first = await claim();

  expect(
    textsOf(await claim({ outcomes: [{ id: idIn(first), kind: 'skipped', reason: 'no-consent' }] })),
  ).toEqual(['dos']);
  expect(await outbox.statuses(person)).toEqual(['skipped: no-consent', 'sending']);
});

test('a claim of some classes leaves the others, and says what a message is for and until when', async () => {
  const expiresAt = new Date(START.getTime() + 60_000);
  await outbox.queue(['aviso'], { class: 'proactive', purpose: 'avisos', expiresAt });
  await outbox.queue(['caso'], { class: 'case' });

  expect(textsOf(await claim({ classes: ['reply', 'case'] }))).toEqual(['caso']);
  expect(await claim({ classes: ['proactive'] })).toMatchObject([{ purpose: 'avisos', expiresAt }]);
});

test('a held message whose moment passes meanwhile is expired at the next claim', async () => {
  const expiresAt = new Date(START.getTime() + 10_000);
  const person = await outbox.queue(['aviso', 'otro'], { class: 'proactive', purpose: 'avisos', expiresAt });
  await outbox.pool.query('UPDATE outbox SET expires_at = NULL WHERE seq = 2');
  const first = await claim();
  const tomorrow = new Date(START.getTime() + 86_400_000);
  await outbox.store.settle('a', [
    { id: idIn(first), kind: 'held', availableAt: tomorrow, reason: 'quiet-hours' },
  ]);
  outbox.later(11);
  await claim();

  expect(textsOf(await claim())).toEqual(['otro']);
  expect(await outbox.statuses(person)).toEqual(['expired: expired', 'sending']);
});

describe('the lease of a number', () => {
  beforeEach(async () => {
    await outbox.queue(['uno']);
    await outbox.pool.query(
      `INSERT INTO whatsapp_lease (account, epoch, owner, expires_at) VALUES ('principal', 3, 'b', $1)`,
      [START],
    );
  });

  test.each([
    ['principal', 3, ['uno']],
    ['principal', 2, []],
    ['otro', 3, []],
  ])('of %s at epoch %i claims %j', async (account, epoch, texts) => {
    expect(textsOf(await claim({ lease: { account, epoch } }))).toEqual(texts);
  });

  test('lets a former owner write what it sent, but claim nothing', async () => {
    const sent = await claim();
    await outbox.queue(['dos']);
    const outcomes: SendOutcome[] = [{ id: idIn(sent), kind: 'sent', at: START, providerId: 'wa-1' }];

    expect(await claim({ outcomes, lease: { account: 'principal', epoch: 2 } })).toEqual([]);
    expect(await outbox.ledger()).toEqual({ sent: 1, queued: 1 });
  });

  test('frees for a new owner what the former one holds, and nothing of its own', async () => {
    const person = await outbox.queue(['dos']);
    const [, lost] = await claim({ worker: 'old' });
    const own = await outbox.queue(['tres']);
    await claim({ worker: 'new' });

    expect(await outbox.store.releaseClaims('web', 'new')).toBe(0);
    expect(await outbox.store.releaseClaims('whatsapp', 'new')).toBe(2);
    expect(await outbox.statuses(own)).toEqual(['sending']);
    await outbox.store.settle('old', [{ id: lost?.id ?? '', kind: 'failed', reason: 'late' }]);
    expect(await outbox.statuses(person)).toEqual(['queued']);
    expect(await claim({ worker: 'new' })).toMatchObject([{ attempts: 2 }, { attempts: 2 }]);
  });

  test('is held longer by renewing, as far as it is still held', async () => {
    const [message] = await claim();
    outbox.later(40);
    const until = new Date(outbox.clock.now().getTime() + 45_000);

    expect(await outbox.store.renew('b', [message?.id ?? ''], until)).toEqual([]);
    expect(await outbox.store.renew('a', [message?.id ?? ''], until)).toEqual([message?.id]);
    outbox.later(40);
    expect(await claim({ worker: 'b' })).toEqual([]);
  });
});

type Receipt = 'sent' | 'delivered' | 'read';
const tell = async (person: string, receipt: Receipt, at = START) =>
  outbox.store.acknowledgeMessage({ outboxId: await outbox.idOf(person), receipt, at });

test.each([
  // before,    tries, receipt,   after
  ['sending', 1, 'sent', 'sent'],
  ['sending', 1, 'delivered', 'delivered'],
  ['sent', 1, 'sent', 'sent'],
  ['sent', 1, 'delivered', 'delivered'],
  ['sent', 1, 'read', 'read'],
  ['delivered', 1, 'sent', 'delivered'],
  ['delivered', 1, 'read', 'read'],
  ['read', 1, 'delivered', 'read'],
  ['queued', 1, 'delivered', 'delivered'],
  ['queued', 0, 'delivered', 'queued'],
  ['failed', 1, 'delivered', 'delivered'],
  ['skipped', 1, 'delivered', 'skipped'],
  ['expired', 1, 'delivered', 'expired'],
] as const)(
  'a receipt finds a message %s after %i tries, says %s and leaves it %s',
  async (status, attempts, receipt, after) => {
    const person = await outbox.queue(['uno'], { status, attempts });

    expect(await tell(person, receipt)).toBe(after === status ? null : 'reply');
    expect(await outbox.statuses(person)).toEqual([after]);
  },
);

test('a receipt may come before the sending was written down, which then adds only the id of the channel', async () => {
  const person = await outbox.queue(['uno', 'dos']);
  const first = await claim();
  await tell(person, 'delivered');
  const outcomes: SendOutcome[] = [{ id: idIn(first), kind: 'sent', at: START, providerId: 'wa-1' }];

  expect(textsOf(await claim({ outcomes }))).toEqual(['dos']);
  expect(await outbox.statuses(person)).toEqual(['delivered', 'sending']);
  expect(
    await outbox.store.acknowledgeMessage({
      channel: 'whatsapp',
      providerId: 'wa-1',
      receipt: 'read',
      at: START,
    }),
  ).toBe('reply');
  expect(await outbox.statuses(person)).toEqual(['read', 'sending']);
});

test('a receipt is not undone by a try that was given up meanwhile', async () => {
  const person = await outbox.queue(['uno']);
  const first = await claim();
  await tell(person, 'delivered');
  await outbox.store.settle('a', [{ id: idIn(first), kind: 'failed', reason: 'timeout' }]);

  expect(await outbox.statuses(person)).toEqual(['delivered']);
});

test('a receipt says nothing of a message that nobody sent', async () => {
  expect(
    await outbox.store.acknowledgeMessage({
      channel: 'whatsapp',
      providerId: 'no',
      receipt: 'read',
      at: START,
    }),
  ).toBeNull();
});

test.each([
  // before, tries, after, tells its class
  ['sending', 1, 'failed: 463', 'case'],
  ['sent', 1, 'failed: 463', 'case'],
  ['queued', 1, 'failed: 463', 'case'],
  ['queued', 0, 'queued', null],
  ['delivered', 1, 'delivered', null],
  ['read', 1, 'read', null],
  ['skipped', 0, 'skipped', null],
] as const)(
  'a refusal after sending finds a message %s after %i tries and leaves it %s',
  async (status, attempts, after, lane) => {
    const person = await outbox.queue(['uno'], { class: 'case', status, attempts });
    const refused = await outbox.store.failMessage({ outboxId: await outbox.idOf(person), reason: '463' });

    expect(refused).toBe(lane);
    expect(await outbox.statuses(person)).toEqual([after]);
  },
);

test('only replies that wait say that people are not being answered', async () => {
  await outbox.queue(['campaña'], { class: 'proactive', purpose: 'avisos' });
  outbox.later(300);
  expect(await outbox.store.oldestWaitingSeconds(outbox.clock.now())).toBeNull();

  await outbox.queue(['respuesta']);
  expect(await outbox.store.oldestWaitingSeconds(outbox.clock.now())).toBe(300);
});

const toldDeliveries = async (): Promise<number> => {
  const { rows } = await outbox.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM live_event WHERE kind = 'deliveries'",
  );
  return rows[0]?.n ?? 0;
};

const CHANGES = [
  // before,   after,      why,            is told
  ['queued', 'sending', null, false],
  ['sending', 'queued', null, false],
  ['queued', 'queued', 'quiet-hours', true],
  ['sending', 'sent', null, true],
  ['sent', 'delivered', null, true],
  ['delivered', 'read', null, true],
  ['read', 'read', null, false],
  ['sending', 'failed', 'too-many-attempts', true],
  ['queued', 'expired', 'expired', true],
] as const;

test('consoles hear how far a message has come and why it waits, and not that it is on its way', async () => {
  const heard: unknown[] = [];
  for (const [before, after, reason] of CHANGES) {
    const person = await outbox.queue(['uno'], { status: before });
    const toldBefore = await toldDeliveries();
    const set = 'UPDATE outbox SET status = $2, reason = $3 WHERE conversation_id = $1';
    await outbox.pool.query(set, [person, after, reason]);
    heard.push([before, after, reason, (await toldDeliveries()) > toldBefore]);
  }

  expect(heard).toEqual(CHANGES);
});

test('consoles hear of a delivery under the rules of its conversation, and are woken once for many', async () => {
  const person = await outbox.queue(['uno', 'dos', 'tres'], { status: 'sent' });
  await outbox.pool.query("UPDATE conversation SET sensitivity = 'health' WHERE id = $1", [person]);
  const listener = await outbox.pool.connect();
  const notices: unknown[] = [];
  listener.on('notification', (notice) => notices.push(notice));
  await listener.query('LISTEN vecino_live');
  const wake = createLiveWake(outbox);
  let woken = 0;
  const store = wakeByDeliveries(outbox.store, () => {
    woken += 1;
  });
  for (const place of [1, 2, 3]) {
    const outboxId = await outbox.idOf(person, place);
    await store.acknowledgeMessage({ outboxId, receipt: 'read', at: START });
    await store.acknowledgeMessage({ outboxId, receipt: 'delivered', at: START });
  }
  for (let times = 0; times < woken; times += 1) {
    wake();
  }
  await expect.poll(() => notices.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const { rows } = await outbox.pool.query(
    "SELECT DISTINCT subject, sensitivity FROM live_event WHERE kind = 'deliveries'",
  );
  listener.release(true);

  expect(rows).toEqual([{ subject: person, sensitivity: 'health' }]);
  expect(await toldDeliveries()).toBe(3);
  expect([woken, notices.length]).toEqual([3, 1]);
});
