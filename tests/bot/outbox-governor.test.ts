import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../bot/log.ts';
import { Undeliverable } from '../../bot/outbox/channel-port.ts';
import { createGovernor, type Governor } from '../../bot/outbox/governor.ts';
import { PacedDispatcher } from '../../bot/outbox/paced-dispatcher.ts';
import { noProbe } from '../../bot/probe.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { OperationalError } from '../../domain/errors.ts';
import type { ClaimedMessage } from '../../domain/messages/outbox-store.ts';
import type { SenderState } from '../../domain/messages/sender-state.ts';
import { SENDING_LIMITS, type SendingLimits } from '../../domain/messages/sending-rules-pace.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { createSendingFactsReader } from '../../prisma/sending-facts.ts';
import { type OutboxFixture, openOutbox, START } from './outbox-fixture.ts';

const account = 'principal';
const WIDE: SendingLimits = {
  perMinute: 100_000,
  burst: 1_000,
  replyShare: 0.2,
  personGapSeconds: 0,
  jitterSeconds: 0,
  proactiveGapSeconds: 0,
  proactivePerDay: 10_000,
};

let outbox: OutboxFixture;
const dispatchers: PacedDispatcher[] = [];
beforeEach(async () => {
  outbox = await openOutbox();
  await outbox.pool.query(
    `INSERT INTO whatsapp_lease (account, epoch, owner, expires_at) VALUES ($1, 1, 'a', $2)`,
    [account, START],
  );
});
afterEach(async () => {
  await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.stop()));
  await outbox.close();
});

const number = (): SenderState => createSenderState({ pool: outbox.openPool() });

type Governed = { readonly limits?: SendingLimits; readonly registered?: boolean | null };

function govern({ limits = WIDE, registered = true }: Governed = {}): Governor {
  return createGovernor({
    account,
    limits,
    state: number(),
    facts: createSendingFactsReader({ pool: outbox.pool }),
    isRegistered: async () => registered,
    calendar: () => createBusinessCalendar(),
    clock: outbox.clock,
    random: () => 0.5,
  });
}

function dispatch(
  gate: Governor,
  send: (message: ClaimedMessage) => Promise<void>,
  epoch: number | null = 1,
): PacedDispatcher {
  const dispatcher = new PacedDispatcher({
    store: outbox.store,
    gate,
    port: {
      channel: 'whatsapp',
      send: async (message) => {
        await send(message);
        return { providerId: null };
      },
    },
    lease: () => (epoch === null ? null : { account, epoch }),
    worker: 'a',
    atOnce: 5,
    leaseSeconds: 45,
    clock: outbox.clock,
    log: createLog('silent'),
    probe: noProbe,
  });
  dispatchers.push(dispatcher);
  return dispatcher;
}

async function dispatchOnce(dispatcher: PacedDispatcher): Promise<void> {
  dispatcher.wake();
  await dispatcher.idle();
}

const SURVEY = { class: 'proactive', purpose: 'encuestas' } as const;

async function queueSurveys(count: number): Promise<void> {
  for (let person = 0; person < count; person += 1) {
    await outbox.queue([`encuesta ${person}`], SURVEY);
  }
}

test('a 463 in the middle of 300 proactive messages stops the rest, replies go on, and the ledger adds up', async () => {
  await queueSurveys(300);
  const governor = govern();
  const replied: string[] = [];
  let proactive = 0;
  const dispatcher = dispatch(governor, async (message) => {
    if (message.class === 'reply') {
      replied.push(message.content.text);
      return;
    }
    proactive += 1;
    if (proactive === 120) {
      await governor.onRefused(message.class, '463');
      throw new Undeliverable('463');
    }
  });
  await dispatchOnce(dispatcher);
  await outbox.queue(['una respuesta']);
  await dispatchOnce(dispatcher);

  const {
    sent = 0,
    'failed: 463': failed,
    'skipped: sender-stopped': skipped = 0,
    ...others
  } = await outbox.ledger();
  expect(others).toEqual({});
  expect(replied).toEqual(['una respuesta']);
  expect(failed).toBe(1);
  expect(sent - 1 + 1 + skipped).toBe(300);
  expect(proactive).toBeLessThan(120 + 5);
  expect(await number().read(account)).toMatchObject({
    scope: 'proactive',
    reason: 'refused-463',
    since: START,
  });
});

test('three replies in a row refused stop everything, until a person lets it go on', async () => {
  const people = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => outbox.queue([text])));
  const governor = govern();
  let restricted = true;
  let tried = 0;
  const dispatcher = dispatch(governor, async (message) => {
    tried += 1;
    if (restricted) {
      await governor.onRefused(message.class, '463');
      throw new Undeliverable('463');
    }
    await governor.onAccepted(message.class);
  });
  await dispatchOnce(dispatcher);

  const stopped = await outbox.ledger();
  expect(stopped['failed: 463']).toBe(tried);
  expect(tried).toBeGreaterThanOrEqual(3);
  expect((stopped['failed: 463'] ?? 0) + (stopped['queued: sender-stopped'] ?? 0)).toBe(people.length);
  expect(await number().read(account)).toMatchObject({ scope: 'all', reason: 'replies-refused-463' });

  restricted = false;
  outbox.later(600);
  await outbox.queue(['g']);
  await dispatchOnce(dispatcher);
  expect(tried).toBe(stopped['failed: 463']);
  // What was held for the stop may leave at once.
  await number().resume(account, 'ana', outbox.clock.now());
  outbox.later(1);
  await dispatchOnce(dispatcher);
  expect(await outbox.ledger()).toEqual({
    'failed: 463': stopped['failed: 463'],
    sent: people.length + 1 - (stopped['failed: 463'] ?? 0),
  });
  expect(await number().read(account)).toMatchObject({ scope: 'none', reason: null, resumedBy: 'ana' });
});

test('while proactive messages are stopped, a case goes on with who wrote in the last day, and waits for the rest', async () => {
  const governor = govern();
  await governor.onRefused(null, 'restricted');
  const warm = await outbox.queue(['caso'], { class: 'case' });
  const cold = await outbox.queue(['caso'], { class: 'case', wrote: new Date('2026-11-18T15:00:00Z') });
  await dispatchOnce(dispatch(governor, async () => undefined));

  expect(await outbox.statuses(warm)).toEqual(['sent']);
  expect(await outbox.statuses(cold)).toEqual(['queued: sender-stopped']);
});

test('the pace of the number holds messages back in their order, and replies pass before', async () => {
  await queueSurveys(6);
  const sent: { readonly text: string; readonly second: number }[] = [];
  const governor = govern({ limits: { ...SENDING_LIMITS, jitterSeconds: 0, proactiveGapSeconds: 0 } });
  const dispatcher = dispatch(governor, async ({ content }) => {
    sent.push({ text: content.text, second: (outbox.clock.now().getTime() - START.getTime()) / 1000 });
  });
  await dispatchOnce(dispatcher);
  await outbox.queue(['respuesta']);
  for (let second = 0; second < 40; second += 1) {
    await dispatchOnce(dispatcher);
    outbox.later(1);
  }
  expect(sent).toHaveLength(7);
  expect(sent[0]).toMatchObject({ second: 0 });
  expect(sent[1]).toEqual({ text: 'respuesta', second: 0 });
  expect(sent.slice(1).map(({ second }) => second)).toEqual([0, 8, 12, 16, 20, 24]);
  expect(await outbox.ledger()).toEqual({ sent: 7 });
});

test('what may not leave is skipped or waits, each with its reason', async () => {
  const people = {
    noConsent: await outbox.queue(['x'], { ...SURVEY, consented: false }),
    noPurpose: await outbox.queue(['x'], { class: 'proactive' }),
    neverWrote: await outbox.queue(['x'], { wrote: null }),
    late: await outbox.queue(['x'], { ...SURVEY, expiresAt: new Date(START.getTime() + 3_600_000) }),
  };
  outbox.later(10 * 3600);
  const night = await outbox.queue(['x'], SURVEY);
  await dispatchOnce(dispatch(govern(), async () => undefined));

  expect(await outbox.statuses(people.noConsent)).toEqual(['skipped: no-consent']);
  expect(await outbox.statuses(people.noPurpose)).toEqual(['skipped: no-purpose']);
  expect(await outbox.statuses(people.neverWrote)).toEqual(['skipped: never-wrote']);
  expect(await outbox.statuses(people.late)).toEqual(['expired: expired']);
  expect(await outbox.statuses(night)).toEqual(['queued: quiet-hours']);
});

test.each([
  [true, 'sent'],
  [false, 'skipped: number-unknown'],
  [null, 'queued: number-not-checked'],
])('after long silence the number is asked about: %s means %s', async (registered, status) => {
  const person = await outbox.queue(['x'], { ...SURVEY, wrote: new Date('2026-09-01T15:00:00Z') });
  await dispatchOnce(dispatch(govern({ registered }), async () => undefined));

  expect(await outbox.statuses(person)).toEqual([status]);
});

test('the ceiling of the day leaves the rest for tomorrow', async () => {
  await queueSurveys(5);
  const governor = govern({ limits: { ...WIDE, proactivePerDay: 3 } });
  await dispatchOnce(dispatch(governor, async () => undefined));

  const { sent, 'queued: daily-ceiling': held = 0, queued = 0, ...others } = await outbox.ledger();
  expect({ sent, waiting: held + queued, others }).toEqual({ sent: 3, waiting: 2, others: {} });
  expect(await number().read(account)).toMatchObject({ proactiveSent: 3 });
});

test('a slow message delays its own lane and nobody else, and is sent once', async () => {
  const slow = await outbox.queue(['lenta', 'después']);
  let release = (): void => undefined;
  const uploaded = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sent: string[] = [];
  const dispatcher = dispatch(govern(), async ({ content }) => {
    sent.push(content.text);
    if (content.text === 'lenta') {
      await uploaded;
    }
  });
  dispatcher.wake();
  for (let person = 0; person < 10; person += 1) {
    await outbox.queue([`rápida ${person}`]);
    dispatcher.wake();
  }
  while (sent.length < 11) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(sent).not.toContain('después');
  const stopping = dispatcher.stop();
  release();
  await stopping;
  expect(sent.filter((text) => text === 'lenta')).toHaveLength(1);
  expect(await outbox.statuses(slow)).toEqual(['sent', 'queued']);
});

test.each([null, 0])('without the lease of the number nothing is claimed (epoch %s)', async (epoch) => {
  const person = await outbox.queue(['x']);
  await dispatchOnce(dispatch(govern(), async () => undefined, epoch));

  expect(await outbox.statuses(person)).toEqual(['queued']);
});

test('a message that cannot be decided waits without losing a try, and one that fails is tried again', async () => {
  const person = await outbox.queue(['x']);
  const governor = govern();
  let away = true;
  const gate: Governor = {
    ...governor,
    decide: async (message) => {
      if (away) {
        throw new OperationalError('the database is away');
      }
      return governor.decide(message);
    },
  };
  let failed = false;
  const dispatcher = dispatch(gate, async () => {
    if (!failed) {
      failed = true;
      throw new OperationalError('the network is away');
    }
  });
  await dispatchOnce(dispatcher);
  expect(await outbox.statuses(person)).toEqual(['queued: OperationalError']);
  away = false;
  outbox.later(5);
  await dispatchOnce(dispatcher);
  outbox.later(2);
  await dispatchOnce(dispatcher);

  expect(await outbox.statuses(person)).toEqual(['sent']);
  const { rows } = await outbox.pool.query('SELECT attempts FROM outbox');
  expect(rows).toEqual([{ attempts: 2 }]);
});
