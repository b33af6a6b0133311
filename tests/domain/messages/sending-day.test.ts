import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { localDateOf } from '../../../domain/calendar/local-date.ts';
import { mayContactAt, nextContactAt } from '../../../domain/messages/contact-hours.ts';
import type { SendClass } from '../../../domain/messages/delivery.ts';
import {
  decideByPerson,
  isSparedByStop,
  type SendDecision,
  type SendingFacts,
  type SendingMessage,
} from '../../../domain/messages/sending-rules.ts';
import {
  HELD_CLASSES,
  SENDING_LIMITS,
  type SenderPace,
  takeFromPace,
} from '../../../domain/messages/sending-rules-pace.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GAP_MS = SENDING_LIMITS.personGapSeconds * 1000;
const LIMITS = { ...SENDING_LIMITS, proactivePerDay: 12 };
const PROACTIVE_GAP_MS = LIMITS.proactiveGapSeconds * 1000;
const NOT_REPLIES = 16;
const RESERVE = 4;
const calendar = createBusinessCalendar();

type Planned = SendingMessage &
  Pick<SendingFacts, 'consented'> & {
    readonly person: number;
    readonly queuedAt: Date;
    readonly everWrote: boolean;
  };
type Happened = { readonly message: Planned; readonly at: Date; readonly place: number };

/** From a Friday afternoon on: night, Saturday's hours, a Sunday and a festivo (Monday 16 November) lie ahead. */
const START = new Date('2026-11-13T14:00:00-05:00');
const DAYS = 5;

const aMoment = fc.oneof(
  fc.nat({ max: 20_000 }),
  fc.nat({ max: 30 * HOUR_MS }),
  fc.integer({ min: 90 * HOUR_MS, max: 90 * HOUR_MS + 60_000 }),
);
const aMessage: fc.Arbitrary<Planned> = fc.record({
  class: fc.constantFrom<SendClass>('reply', 'reply', 'case', 'case', 'case', 'proactive', 'proactive'),
  purpose: fc.constantFrom('encuestas' as const, 'avisos' as const, null),
  person: fc.nat({ max: 60 }),
  queuedAt: aMoment.map((ms) => new Date(START.getTime() + ms)),
  expiresAt: fc.option(
    aMoment.map((ms) => new Date(START.getTime() + ms)),
    { nil: null },
  ),
  everWrote: fc.nat({ max: 9 }).map((chance) => chance > 0),
  consented: fc.nat({ max: 3 }).map((chance) => chance > 0),
});

/** A dispatcher without network or database: heads of lanes in order, each decided by the rules alone. */
class Simulation {
  readonly sent: Happened[] = [];
  readonly refusedReplies: Date[] = [];
  readonly #lanes: Happened[][];
  readonly #laneFreeAt = new Map<string, number>();
  readonly #classFreeAt = new Map<SendClass, number>();
  readonly #personFreeAt = new Map<number, Date>();
  readonly #random: () => number;
  #pace: SenderPace = {
    tokens: 5,
    refilledAt: START,
    proactiveOn: null,
    proactiveSent: 0,
    proactiveFreeAt: null,
    scope: 'none',
  };

  constructor(queue: readonly Planned[], random: () => number) {
    this.#random = random;
    const lanes = new Map<string, Happened[]>();
    const inOrder = queue.toSorted((a, b) => a.queuedAt.getTime() - b.queuedAt.getTime());
    for (const [place, message] of inOrder.entries()) {
      const lane = lanes.get(laneOf(message)) ?? [];
      lanes.set(laneOf(message), [...lane, { message, place, at: message.queuedAt }]);
    }
    this.#lanes = [...lanes.values()];
  }

  run(): this {
    const end = START.getTime() + DAYS * 24 * HOUR_MS;
    for (let now = START.getTime(); now < end; ) {
      const ready = this.#lanes.filter((lane) => this.#readyAt(lane) <= now);
      for (const lane of ready.toSorted(repliesFirst)) {
        this.#tryHead(lane, new Date(now));
      }
      const next = Math.min(...this.#lanes.map((lane) => this.#readyAt(lane)));
      now = Math.max(now, next);
      if (next === Number.POSITIVE_INFINITY) {
        break;
      }
    }
    return this;
  }

  #readyAt([head]: readonly Happened[]): number {
    if (head === undefined) {
      return Number.POSITIVE_INFINITY;
    }
    const { message } = head;
    return Math.max(
      message.queuedAt.getTime(),
      this.#laneFreeAt.get(laneOf(message)) ?? 0,
      this.#classFreeAt.get(message.class) ?? 0,
    );
  }

  #tryHead(lane: Happened[], now: Date): void {
    const [head] = lane;
    if (head === undefined || this.#readyAt(lane) > now.getTime()) {
      return;
    }
    const { message } = head;
    const decision = this.#decide(message, now);
    if (decision.kind === 'hold') {
      const held = HELD_CLASSES[decision.reason];
      held.forEach((name) => void this.#classFreeAt.set(name, decision.until.getTime()));
      this.#laneFreeAt.set(laneOf(message), held.length > 0 ? 0 : decision.until.getTime());
      return;
    }
    lane.shift();
    if (decision.kind === 'send') {
      this.sent.push({ ...head, at: now });
    }
  }

  #decide(message: Planned, now: Date): SendDecision {
    const facts = { lastWroteAt: message.everWrote ? START : null, consented: message.consented };
    const decision = decideByPerson(message, facts, { now, calendar });
    if (decision !== null) {
      return decision;
    }
    const personFreeAt = this.#personFreeAt.get(message.person) ?? null;
    const spared = isSparedByStop(message, facts, now);
    const ask = { class: message.class, spared, personFreeAt, now, today: localDateOf(now) };
    const taken = takeFromPace(this.#pace, ask, LIMITS);
    const jitterMs = Math.floor(this.#random() * LIMITS.jitterSeconds * 1000);
    if ('pace' in taken) {
      this.#pace = taken.pace;
      this.#personFreeAt.set(message.person, new Date(now.getTime() + GAP_MS + jitterMs));
      return { kind: 'send' };
    }
    const { reason, freeAt } = taken.refusal;
    if (message.class === 'reply' && reason === 'pace') {
      this.refusedReplies.push(now);
    }
    const until = freeAt ?? new Date(now.getTime() + HOUR_MS);
    return { kind: 'hold', reason, until: new Date(until.getTime() + jitterMs) };
  }
}

const laneOf = ({ class: lane, person }: Planned): string => `${person} ${lane}`;
const CLASS_ORDER: readonly SendClass[] = ['reply', 'case', 'proactive'];
const repliesFirst = ([a]: readonly Happened[], [b]: readonly Happened[]): number =>
  a && b ? CLASS_ORDER.indexOf(a.message.class) - CLASS_ORDER.indexOf(b.message.class) : 0;

/** The most that fall into any minute, wherever it begins. */
function busiestMinute(happened: readonly Happened[]): number {
  const moments = happened.map(({ at }) => at.getTime());
  return Math.max(
    0,
    ...moments.map((from) => moments.filter((ms) => ms >= from && ms < from + MINUTE_MS).length),
  );
}

function groupBy<Key>(happened: readonly Happened[], keyOf: (one: Happened) => Key): Map<Key, Happened[]> {
  const groups = new Map<Key, Happened[]>();
  for (const one of happened) {
    groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  }
  return groups;
}

const aQueue = fc.array(aMessage, { minLength: 1, maxLength: 220, size: 'max' });

function property(check: (day: Simulation) => void): void {
  const days = fc.property(aQueue, fc.nat(), (queue, seed) => {
    let state = seed;
    const random = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    check(new Simulation(queue, random).run());
  });
  fc.assert(days, { numRuns: 60, seed: 2300 });
}

test('no minute of any day has more messages than the pace', () => {
  property(({ sent }) => expect(busiestMinute(sent)).toBeLessThanOrEqual(LIMITS.perMinute));
});

test('cases and proactive messages never take the part of the pace that is kept for replies', () => {
  property(({ sent }) => {
    const others = sent.filter(({ message }) => message.class !== 'reply');

    expect(busiestMinute(others)).toBeLessThanOrEqual(NOT_REPLIES);
  });
});

test('a reply waits for the pace only when the replies of the last minute used up what is kept for them', () => {
  property(({ sent, refusedReplies }) => {
    const replies = sent.filter(({ message }) => message.class === 'reply').map(({ at }) => at.getTime());
    for (const refused of refusedReplies) {
      const recent = replies.filter((ms) => ms > refused.getTime() - MINUTE_MS && ms <= refused.getTime());
      expect(recent.length).toBeGreaterThanOrEqual(RESERVE);
    }
  });
});

test('nothing proactive leaves in quiet hours but a notice that would come too late', () => {
  property(({ sent }) => {
    const proactive = sent.filter(({ message }) => message.class === 'proactive');
    for (const { message, at } of proactive.filter((one) => !mayContactAt(one.at, calendar))) {
      expect(message.purpose).toBe('avisos');
      const opensAt = nextContactAt(at, calendar).getTime();
      expect(message.expiresAt?.getTime()).toBeLessThan(opensAt + HOUR_MS);
    }
  });
});

test('nobody gets anything without having written, nor anything proactive without having allowed it', () => {
  property(({ sent }) => {
    expect(sent.filter(({ message }) => !message.everWrote)).toEqual([]);
    const proactive = sent.filter(({ message }) => message.class === 'proactive');
    expect(proactive.filter(({ message }) => !message.consented || message.purpose === null)).toEqual([]);
  });
});

test('no day of Bogotá has more proactive messages than its ceiling', () => {
  property(({ sent }) => {
    const proactive = sent.filter(({ message }) => message.class === 'proactive');
    for (const ofDay of groupBy(proactive, ({ at }) => localDateOf(at)).values()) {
      expect(ofDay.length).toBeLessThanOrEqual(LIMITS.proactivePerDay);
    }
  });
});

test('no two proactive messages leave within their gap', () => {
  property(({ sent }) => {
    const moments = sent.filter(({ message }) => message.class === 'proactive').map(({ at }) => at.getTime());
    const gaps = moments.slice(1).map((ms, index) => ms - (moments[index] ?? 0));
    expect(Math.min(PROACTIVE_GAP_MS, ...gaps)).toBe(PROACTIVE_GAP_MS);
  });
});

test('a person gets the messages of a lane in order, and never two within the gap', () => {
  property(({ sent }) => {
    for (const ofLane of groupBy(sent, ({ message }) => laneOf(message)).values()) {
      const places = ofLane.map(({ place }) => place);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    for (const ofPerson of groupBy(sent, ({ message }) => message.person).values()) {
      const moments = ofPerson.map(({ at }) => at.getTime());
      const gaps = moments.slice(1).map((ms, index) => ms - (moments[index] ?? 0));
      expect(Math.min(GAP_MS, ...gaps)).toBe(GAP_MS);
    }
  });
});

test('every reply and every case that may leave has left by the end', () => {
  const drained = fc.property(aQueue, (messages) => {
    const due = messages.filter(({ class: lane, everWrote }) => lane !== 'proactive' && everWrote);
    const { sent } = new Simulation(messages, () => 0.5).run();

    expect(sent.filter(({ message }) => message.class !== 'proactive')).toHaveLength(due.length);
  });
  fc.assert(drained, { numRuns: 60, seed: 2300 });
});
