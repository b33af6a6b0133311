import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { SendClass } from '../../domain/messages/delivery.ts';
import type { SenderState } from '../../domain/messages/sender-state.ts';
import { SENDING_LIMITS, type SenderPace, takeFromPace } from '../../domain/messages/sending-rules-pace.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { createSendingFactsReader } from '../../prisma/sending-facts.ts';
import { type OutboxFixture, openOutbox, START } from '../bot/outbox-fixture.ts';

const LIMITS = { ...SENDING_LIMITS, proactivePerDay: 40, proactiveGapSeconds: 1 };
const account = 'principal';

let outbox: OutboxFixture;
let state: SenderState;
beforeEach(async () => {
  outbox = await openOutbox();
  state = createSenderState({ pool: outbox.pool });
});
afterEach(() => outbox.close());

const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

type Ask = { readonly class: SendClass; readonly recipient: string; readonly now: Date };
const reserveIn = (sender: SenderState, { now, ...ask }: Ask, gapSeconds = 0) =>
  sender.reserve({
    ...ask,
    account,
    now,
    spared: ask.class === 'reply',
    today: localDateOf(now),
    limits: LIMITS,
    personFreeAt: new Date(now.getTime() + gapSeconds * 1000),
  });

/** Repeatable, and as uneven as a day. */
function createRandom(): () => number {
  let seed = 7;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
}

/** The rules beside the database: what both say of each message of an uneven day. */
class BothSides {
  readonly outcomes = new Set<string>();
  readonly #personFreeAt = new Map<string, Date>();
  #pace: SenderPace = {
    tokens: 5,
    refilledAt: START,
    proactiveOn: null,
    proactiveSent: 0,
    proactiveFreeAt: null,
    scope: 'none',
  };

  get tokens(): number {
    return this.#pace.tokens;
  }

  async ask(ask: Ask): Promise<void> {
    const { recipient, now } = ask;
    const personFreeAt = this.#personFreeAt.get(recipient) ?? null;
    const today = localDateOf(now);
    const rule = takeFromPace(
      this.#pace,
      { class: ask.class, spared: ask.class === 'reply', personFreeAt, now, today },
      LIMITS,
    );
    const refusal = await reserveIn(state, ask, 5);
    if ('pace' in rule) {
      expect(refusal).toBeNull();
      this.#pace = rule.pace;
      this.#personFreeAt.set(recipient, new Date(now.getTime() + 5_000));
      this.outcomes.add('taken');
      return;
    }
    const { reason, freeAt } = rule.refusal;
    expect(refusal?.reason).toBe(reason);
    expect(Math.abs((refusal?.freeAt?.getTime() ?? 0) - (freeAt?.getTime() ?? 0))).toBeLessThanOrEqual(1);
    this.outcomes.add(reason);
  }
}

test('the database takes from the pace exactly as the rules say', async () => {
  const random = createRandom();
  const classes: readonly SendClass[] = ['reply', 'reply', 'case', 'proactive', 'proactive'];
  const both = new BothSides();
  let now = START;
  for (let step = 0; step < 600; step += 1) {
    // Back and forth, as the clocks of two machines are, and once over midnight.
    now = new Date(now.getTime() + Math.floor((random() - 0.1) * 6_000) + (step === 500 ? 50_400_000 : 0));
    const lane = classes[Math.floor(random() * classes.length)] ?? 'reply';
    await both.ask({ class: lane, recipient: `person ${Math.floor(random() * 40)}`, now });
  }
  expect([...both.outcomes].toSorted()).toEqual([
    'daily-ceiling',
    'pace',
    'person-pace',
    'proactive-pace',
    'reply-reserve',
    'taken',
  ]);
  expect((await state.read(account)).tokens).toBeCloseTo(both.tokens, 6);
});

test('two processes that share a number never exceed its pace together', async () => {
  const both = [state, createSenderState({ pool: outbox.openPool() })];
  const sent: { readonly at: number; readonly lane: SendClass }[] = [];
  for (let second = 0; second < 150; second += 1) {
    const now = after(second);
    const asks = both.flatMap((sender, process) =>
      (['proactive', 'reply', 'case'] as const).map(async (lane) => {
        const refusal = await reserveIn(sender, {
          class: lane,
          recipient: `${process} ${lane} ${second}`,
          now,
        });
        if (refusal === null) {
          sent.push({ at: second, lane });
        }
      }),
    );
    await Promise.all(asks);
  }
  const inMinuteFrom = (from: number, lanes: readonly SendClass[]): number =>
    sent.filter(({ at, lane }) => at >= from && at < from + 60 && lanes.includes(lane)).length;
  const minutes = Array.from({ length: 90 }, (_, from) => from);

  const all = minutes.map((from) => inMinuteFrom(from, ['reply', 'case', 'proactive']));
  const others = minutes.map((from) => inMinuteFrom(from, ['case', 'proactive']));
  expect(Math.max(...all)).toBeLessThanOrEqual(20);
  expect(Math.max(...others)).toBeLessThanOrEqual(16);
  expect(sent.length).toBeGreaterThanOrEqual(5 + 0.25 * 149 - 1);
});

test('many at one moment take no more than the bucket holds', async () => {
  const both = [state, createSenderState({ pool: outbox.openPool() })];
  const refusals = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      reserveIn(both[index % 2] ?? state, { class: 'reply', recipient: `${index}`, now: START }),
    ),
  );

  expect(refusals.filter((refusal) => refusal === null)).toHaveLength(5);
});

test('a stop only grows, and a person alone lets go', async () => {
  const refuse = (code: '463' | 'restricted' | 'banned', lane: SendClass | null) =>
    state.refuse({ account, code, class: lane, now: START });
  await refuse('463', 'proactive');
  expect(await state.read(account)).toMatchObject({
    scope: 'proactive',
    reason: 'refused-463',
    since: START,
  });
  await refuse('restricted', null);
  expect(await state.read(account)).toMatchObject({ scope: 'proactive', reason: 'refused-463' });
  await state.stop({ account, scope: 'all', reason: 'by-person', by: 'ana', now: after(5) });
  await refuse('463', 'proactive');
  expect(await state.read(account)).toMatchObject({
    scope: 'all',
    reason: 'by-person',
    since: after(5),
    stoppedBy: 'ana',
  });
  expect(await reserveIn(state, { class: 'reply', recipient: 'x', now: after(6) })).toEqual({
    reason: 'sender-stopped',
    freeAt: null,
  });

  await state.resume(account, 'ana', after(9));
  expect(await state.read(account)).toMatchObject({ scope: 'none', reason: null, resumedBy: 'ana' });
  expect(await reserveIn(state, { class: 'reply', recipient: 'x', now: after(30) })).toBeNull();
});

test('replies go on until three in a row were refused', async () => {
  const refuseReply = () => state.refuse({ account, code: '463', class: 'reply', now: START });
  const scope = async () => (await state.read(account)).scope;
  await refuseReply();
  await refuseReply();
  await state.acceptReply(account);
  await refuseReply();
  await refuseReply();
  expect(await scope()).toBe('proactive');
  await refuseReply();
  expect(await scope()).toBe('all');
  expect((await state.read(account)).reason).toBe('replies-refused-463');
});

test('an address that was asked about is remembered', async () => {
  expect(await state.readCheck(account, 'x')).toEqual({ checkedAt: null, registered: null });
  await state.writeCheck({ account, recipient: 'x', registered: false, now: START });
  expect(await state.readCheck(account, 'x')).toEqual({ checkedAt: START, registered: false });
});

test('what is known of a person is what they wrote and the newest choice for the purpose', async () => {
  const readFacts = createSendingFactsReader({ pool: outbox.pool });
  const wrote = after(-7200);
  const asked = await outbox.queue(['x'], { purpose: 'encuestas', wrote });
  const silent = await outbox.queue(['x'], { wrote: null });

  expect(await readFacts(asked, 'encuestas')).toEqual({ lastWroteAt: wrote, consented: true });
  expect(await readFacts(asked, 'avisos')).toEqual({ lastWroteAt: wrote, consented: false });
  expect(await readFacts(asked, null)).toEqual({ lastWroteAt: wrote, consented: false });
  expect(await readFacts(silent, null)).toEqual({ lastWroteAt: null, consented: false });

  await outbox.pool.query(
    `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, given_at)
     VALUES (gen_random_uuid(), $1, 'encuestas', false, '1', '', 'web', $2)`,
    [asked, after(60)],
  );
  expect((await readFacts(asked, 'encuestas')).consented).toBe(false);
});
