import type { WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type { WhatsAppAccountRepository, WhatsAppState } from '../../../domain/messages/whatsapp-account.ts';
import { Connection, type ConnectionListener } from './connection.ts';
import { acquireLease, type Lease, type LeaseOptions } from './lease.ts';
import type { Session } from './session.ts';
import type { SocketSettings } from './socket.ts';
import type { NumberLease } from './whatsapp-port.ts';

/** Rows that no upsert has claimed are looked for this often, and only when they are this old. */
const DRAIN_EVERY_MS = 500;
const DRAIN_OLDER_THAN_MS = 1_000;
const FAILED_PAUSE_MS = 1_000;

/** What the owner of a number hears of its connections; their state is the number's own. */
export type NumberListener = Omit<ConnectionListener, 'onState'>;

type Options = Omit<LeaseOptions, 'log'> & {
  readonly accounts: WhatsAppAccountRepository;
  readonly settings: SocketSettings;
  readonly openSession: (epoch: number, onLost: () => void) => Promise<Session>;
  /** Every secret of the session goes: the phone removed us. */
  readonly wipe: (epoch: number) => Promise<void>;
  /** The number is ours: what an earlier owner had claimed can be sent again. */
  readonly onOwned: () => Promise<void>;
  readonly listener: (session: Session) => NumberListener;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
};

/**
 * Owns a number whenever no other process does, for as long as this process lives.
 *
 * Each ownership is one lease, one epoch and one session object: whatever the old one still does after its loss
 * stays pending or is refused by the database.
 */
export class WhatsAppNumber {
  readonly #options: Options;
  readonly #ended = new AbortController();
  #loop: Promise<void> | null = null;
  #connection: Connection | null = null;
  #lease: Lease | null = null;
  #state: WhatsAppState = 'waiting';

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#connection?.stop();
    await this.#loop;
  }

  get state(): WhatsAppState {
    return this.#state;
  }

  get socket(): WASocket | null {
    return this.#connection?.open ?? null;
  }

  get lease(): NumberLease | null {
    return this.socket === null || this.#lease === null
      ? null
      : { account: this.#options.account, epoch: this.#lease.epoch };
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      this.#state = 'waiting';
      await this.#reportWaiting();
      const lease = await acquireLease(this.#options, signal);
      if (lease === null) {
        return;
      }
      try {
        await this.#own(lease);
      } catch (error) {
        this.#options.log.error({ err: error }, 'WhatsApp will be tried again');
        await new Promise((resolve) => setTimeout(resolve, FAILED_PAUSE_MS));
      } finally {
        await lease.release();
      }
    }
  }

  async #own(lease: Lease): Promise<void> {
    const { accounts, settings, openSession, onOwned, listener, account, clock, random, log } = this.#options;
    let abandon = (): void => undefined;
    const session = await openSession(lease.epoch, () => abandon());
    const connection = new Connection({
      account,
      lease,
      session,
      accounts,
      settings,
      clock,
      random,
      log,
      listener: this.#withDrain(listener(session), session),
    });
    abandon = () => void connection.abandon();
    void lease.lost.then(() => {
      session.close();
      abandon();
    });
    const draining = setInterval(() => void this.#drain(session, DRAIN_OLDER_THAN_MS), DRAIN_EVERY_MS);
    try {
      await onOwned();
      await this.#drain(session, 0);
      this.#lease = lease;
      this.#connection = connection;
      if (this.#ended.signal.aborted) {
        await connection.stop();
      }
      const ending = await connection.run();
      await this.#afterRun(ending, session, lease);
    } finally {
      clearInterval(draining);
      this.#connection = null;
      this.#lease = null;
      session.close();
    }
  }

  /** The old socket may have read what it could not hand over. */
  #withDrain(listener: NumberListener, session: Session): ConnectionListener {
    return {
      ...listener,
      onState: (state) => {
        this.#state = state;
      },
      onClosed: async () => {
        void this.#drain(session, 0);
        await listener.onClosed();
      },
    };
  }

  async #afterRun(ending: 'lost' | 'unlinked' | 'stopped', session: Session, lease: Lease): Promise<void> {
    if (ending === 'unlinked') {
      await this.#drain(session, 0);
      session.close();
      await this.#options.wipe(lease.epoch);
    }
    if (ending === 'stopped') {
      await this.#drain(session, 0);
    }
  }

  async #drain(session: Session, olderThanMs: number): Promise<void> {
    await session
      .drain(olderThanMs)
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'received messages wait in the journal'),
      );
  }

  /** Only who owns the number knows better; while another process does, its own report stands. */
  async #reportWaiting(): Promise<void> {
    const { accounts, account, clock } = this.#options;
    const known = await accounts.find(account).catch(() => null);
    if (known === null) {
      await accounts
        .report({ account, state: 'waiting', reason: null, pairing: null, phone: null, at: clock.now() })
        .catch(() => undefined);
    }
  }
}
