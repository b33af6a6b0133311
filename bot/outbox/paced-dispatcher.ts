import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import { SendClass } from '../../domain/messages/delivery.ts';
import type {
  ClaimedMessage,
  OutboxStore,
  SendingLease,
  SendOutcome,
} from '../../domain/messages/outbox-store.ts';
import { HELD_CLASSES } from '../../domain/messages/sending-rules-pace.ts';
import type { Probe } from '../probe.ts';
import type { ChannelPort } from './channel-port.ts';
import type { Gate } from './gate.ts';
import { nameOf, sendMessage } from './send-message.ts';

const POLL_MS = 2_000;
const DATABASE_AWAY_MS = 500;
/** What ends within this of each other is written together. */
const GATHER_MS = 5;
/** A gate that failed is asked again after this. */
const GATE_AWAY_MS = 5_000;
/** However long a class is held back, one look in this time finds what has expired or was let go. */
const MAX_PAUSE_MS = 60_000;

type Dependencies = {
  readonly store: OutboxStore;
  readonly port: ChannelPort;
  readonly gate: Gate;
  /** The lease under which this process may send, or null while it has none: then nothing is claimed. */
  readonly lease: () => SendingLease | null;
  readonly worker: string;
  /** Messages on their way at once, two or more: one place is for replies. */
  readonly atOnce: number;
  /** A process that dies with a claim delays its lane this long; a slow message is held on to by renewing. */
  readonly leaseSeconds: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly probe: Probe;
};

type OnItsWay = { readonly id: string; readonly ended: Promise<void> };

/**
 * Sends on one channel whose messages take seconds and whose pace is limited.
 *
 * Unlike `Dispatcher` it waits for no batch: a slow message delays only its own lane. Each message passes the gate
 * right before it leaves; when the pace of the number holds it back, its whole class waits with it, so that the
 * order stays and nothing is claimed in vain.
 */
export class PacedDispatcher {
  readonly #deps: Dependencies;
  readonly #onTheirWay = new Set<OnItsWay>();
  readonly #heldUntil = new Map<SendClass, number>();
  #unsettled: SendOutcome[] = [];
  #loop: Promise<void> | null = null;
  #wanted = false;
  #stopped = false;
  #wakeAt = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #renewal: NodeJS.Timeout | null = null;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Looks for messages soon: called after each commit, and by a slow clock of its own. */
  wake(): void {
    this.#wanted = true;
    if (this.#loop === null && !this.#stopped) {
      this.#loop = this.#run();
    }
  }

  /** Resolves when nothing is on its way and nobody asked to look again; what is held back may still wait. */
  async idle(): Promise<void> {
    while (this.#loop !== null || this.#onTheirWay.size > 0) {
      await this.#loop;
      await this.#allEnded();
    }
  }

  /** Claims nothing more, waits for what is on its way and writes what became of it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#loop;
    await this.#allEnded();
    clearInterval(this.#renewal ?? undefined);
    const { store, worker, log } = this.#deps;
    const outcomes = this.#takeUnsettled();
    if (outcomes.length > 0) {
      await store
        .settle(worker, outcomes)
        .catch((error: unknown) => log.warn({ code: nameOf(error) }, 'outcomes of sending not written'));
    }
  }

  async #allEnded(): Promise<void> {
    await Promise.all([...this.#onTheirWay].map(({ ended }) => ended));
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer ?? undefined);
    let pauseMs = POLL_MS;
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      try {
        await this.#look();
      } catch (error) {
        this.#deps.log.warn({ code: nameOf(error) }, 'outbox will be tried again');
        pauseMs = DATABASE_AWAY_MS;
      }
    }
    this.#loop = null;
    this.#lookLater(pauseMs);
  }

  #lookLater(pauseMs: number): void {
    if (!this.#stopped) {
      const untilWanted = this.#wakeAt - this.#deps.clock.now().getTime();
      this.#wakeAt = Number.POSITIVE_INFINITY;
      this.#timer = setTimeout(() => this.wake(), Math.min(pauseMs, Math.max(GATHER_MS, untilWanted)));
      this.#timer.unref();
    }
  }

  /** Writes what ended and takes as much as there is room for. */
  async #look(): Promise<void> {
    const { store, worker, port, clock, leaseSeconds } = this.#deps;
    const lease = this.#deps.lease();
    const now = clock.now();
    const { limit, classes } = this.#room(now);
    const outcomes = this.#takeUnsettled();
    if (lease === null || limit === 0 || classes.length === 0) {
      await this.#orKeep(outcomes, () => this.#settle(outcomes));
      return;
    }
    const channels = [port.channel];
    const claim = { worker, outcomes, channels, classes, recipient: null, limit, leaseSeconds, lease, now };
    const claimed = await this.#orKeep(outcomes, () => store.claim(claim));
    for (const message of claimed) {
      this.#begin(message);
    }
    this.#wanted ||= claimed.length > 0;
  }

  /** How many may be taken, and of which classes: the last place is kept for a reply. */
  #room(now: Date): { readonly limit: number; readonly classes: readonly SendClass[] } {
    const free = this.#deps.atOnce - this.#onTheirWay.size;
    const allowed = SendClass.options.filter((name) => (this.#heldUntil.get(name) ?? 0) <= now.getTime());
    return free > 1
      ? { limit: free - 1, classes: allowed }
      : { limit: Math.max(0, free), classes: allowed.filter((name) => name === 'reply') };
  }

  async #settle(outcomes: readonly SendOutcome[]): Promise<void> {
    if (outcomes.length > 0) {
      await this.#deps.store.settle(this.#deps.worker, outcomes);
    }
  }

  #takeUnsettled(): readonly SendOutcome[] {
    const outcomes = this.#unsettled;
    this.#unsettled = [];
    return outcomes;
  }

  /** What could not be written is kept until the database has it, so that nothing is sent again for it. */
  async #orKeep<T>(outcomes: readonly SendOutcome[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#unsettled.unshift(...outcomes);
      throw error;
    }
  }

  #begin(message: ClaimedMessage): void {
    this.#keepRenewing();
    const onItsWay: OnItsWay = {
      id: message.id,
      ended: this.#pass(message).then(async (outcome) => {
        this.#unsettled.push(outcome);
        this.#deps.probe('sent-not-settled');
        await sleep(GATHER_MS);
        this.#onTheirWay.delete(onItsWay);
        this.wake();
      }),
    };
    this.#onTheirWay.add(onItsWay);
  }

  /** Asks the gate and does as it says; never throws. */
  async #pass(message: ClaimedMessage): Promise<SendOutcome> {
    const { gate, port, clock, log } = this.#deps;
    const { id } = message;
    try {
      const decision = await gate.decide(message);
      if (decision.kind === 'skip') {
        return { id, kind: 'skipped', reason: decision.reason };
      }
      if (decision.kind === 'hold') {
        return this.#hold(id, decision);
      }
    } catch (error) {
      log.warn({ messageId: id, code: nameOf(error) }, 'message not decided');
      const availableAt = new Date(clock.now().getTime() + GATE_AWAY_MS);
      return { id, kind: 'held', availableAt, reason: nameOf(error) };
    }
    return sendMessage(port, message, { clock, log });
  }

  /** A message that the pace of the number holds back keeps its place, and the classes behind it wait too. */
  #hold(
    id: string,
    { until, reason }: { readonly until: Date; readonly reason: keyof typeof HELD_CLASSES },
  ): SendOutcome {
    const classes = HELD_CLASSES[reason];
    const pausedUntil = Math.min(until.getTime(), this.#deps.clock.now().getTime() + MAX_PAUSE_MS);
    for (const name of classes) {
      this.#heldUntil.set(name, Math.max(pausedUntil, this.#heldUntil.get(name) ?? 0));
    }
    this.#wakeAt = Math.min(this.#wakeAt, pausedUntil);
    return { id, kind: 'held', availableAt: classes.length > 0 ? null : until, reason };
  }

  #keepRenewing(): void {
    this.#renewal ??= setInterval(() => void this.#renew(), (this.#deps.leaseSeconds * 1000) / 3).unref();
  }

  async #renew(): Promise<void> {
    const { store, worker, clock, leaseSeconds, log } = this.#deps;
    const ids = [...this.#onTheirWay].map(({ id }) => id);
    if (ids.length > 0) {
      const until = new Date(clock.now().getTime() + leaseSeconds * 1000);
      await store
        .renew(worker, ids, until)
        .catch((error: unknown) => log.warn({ code: nameOf(error) }, 'claims not renewed'));
    }
  }
}
