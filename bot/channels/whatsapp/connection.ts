import { setTimeout as sleep } from 'node:timers/promises';
import { jidDecode, type WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type {
  Pairing,
  WhatsAppAccountRepository,
  WhatsAppReason,
  WhatsAppRequest,
  WhatsAppState,
} from '../../../domain/messages/whatsapp-account.ts';
import { type AfterClose, afterClose, reconnectPauseMs } from './close-codes.ts';
import type { Lease } from './lease.ts';
import type { Session } from './session.ts';
import { type OneSocket, openSocket, type SocketListener, type SocketSettings } from './socket.ts';

/** A connection that lasted this long was a good one: the next failure is counted from zero. */
const STEADY_MS = 30_000;
/** Pauses of about five seconds at most. */
const FAILURES_ONCE_OPEN = 3;
/** What staff ask (link, connect, log out) is looked for this often. */
const LOOK_MS = 1_000;
const PAIRING_SECONDS = 60;
const PAIR: readonly WhatsAppRequest[] = ['pair-qr', 'pair-code'];
const END_GRACE_MS = 2_000;
const ENDED_BY_US = 428;

export type ConnectionListener = Omit<SocketListener, 'onQr' | 'onOpen'> & {
  readonly onOpen: (socket: WASocket) => void;
  readonly onClosed: () => Promise<void>;
  /** It will not connect again until a person asks. */
  readonly onStopped: (reason: WhatsAppReason | null) => void;
  readonly onState: (state: WhatsAppState) => void;
};

type Options = {
  readonly account: string;
  readonly lease: Lease;
  readonly session: Session;
  readonly accounts: WhatsAppAccountRepository;
  readonly settings: SocketSettings;
  readonly listener: ConnectionListener;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
};

/**
 * Keeps one number connected while its lease lasts: links a phone when asked, connects, comes back after each close
 * in the way that its code asks for, and tells staff where it stands.
 */
export class Connection {
  readonly #options: Options;
  #socket: OneSocket | null = null;
  #isOpen = false;
  #openedAtMs = 0;
  #failures = 0;
  #stopped = false;
  #toldOfLoss = false;
  readonly #ended = deferred();

  constructor(options: Options) {
    this.#options = options;
  }

  /** The socket, only while messages can leave. */
  get open(): WASocket | null {
    return this.#isOpen ? (this.#socket?.raw ?? null) : null;
  }

  /** Resolves when the lease is lost, the phone removed us, or `stop` was called. */
  async run(): Promise<'lost' | 'unlinked' | 'stopped'> {
    if (!(await this.#mayBegin())) {
      return 'unlinked';
    }
    while (!this.#isOver()) {
      const after = await this.#connectOnce();
      const unlinked = this.#isOver() ? null : await this.#reasonToUnlink(after);
      if (unlinked !== null) {
        await this.#settle(PAIR);
        await this.#report('unpaired', unlinked);
        return 'unlinked';
      }
    }
    return this.#stopped ? 'stopped' : 'lost';
  }

  /**
   * Waits for a person where one is needed before the first attempt: to link a phone, or because the network threw
   * the number out and a new start of the program changes nothing about it. False when that person gave it up.
   */
  async #mayBegin(): Promise<boolean> {
    if (!this.#isLinked()) {
      await this.#untilAsked(PAIR, 'unpaired');
      return true;
    }
    const { accounts, account } = this.#options;
    const known = await accounts.find(account).catch(() => null);
    const isThrownOut = known?.reason === 'banned' || known?.reason === 'multidevice-mismatch';
    return !(
      known?.state === 'stopped' &&
      isThrownOut &&
      (await this.#untilAsked(['connect', 'logout'], 'stopped', known.reason)) === 'logout'
    );
  }

  /** Why the session is worth nothing any more; null when it goes on, after whatever pause it needs. */
  async #reasonToUnlink(after: AfterClose): Promise<WhatsAppReason | null> {
    if (after.next === 'unlink') {
      return after.reason;
    }
    // A code was shown and nobody used it.
    if (!this.#isLinked() && after.next !== 'again') {
      return 'pairing-expired';
    }
    return (await this.#waitAfter(after)) === 'logout' ? 'logged-out' : null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#endSocket();
  }

  /** The lease is gone: nothing may be written any more, and the network must see us leave. */
  async abandon(): Promise<void> {
    this.#toldOfLoss = true;
    await this.#endSocket();
  }

  #isOver(): boolean {
    return this.#stopped || this.#toldOfLoss;
  }

  #isLinked(): boolean {
    const { creds } = this.#options.session.auth;
    return creds.me !== undefined && (creds.registered || creds.account !== undefined);
  }

  async #connectOnce(): Promise<AfterClose> {
    const { session, settings, listener, clock, log } = this.#options;
    await this.#report(this.#isLinked() ? 'connecting' : 'pairing', null);
    const socket = openSocket(session, settings, {
      ...listener,
      onQr: (qr) => void this.#showPairing(socket.raw, qr),
      onOpen: () => {
        this.#isOpen = true;
        this.#openedAtMs = clock.now().getTime();
        void this.#report('open', null);
        void this.#settle([...PAIR, 'connect']);
        listener.onOpen(socket.raw);
      },
    });
    this.#socket = socket;
    if (this.#isOver()) {
      await this.#endSocket();
    }
    const requests = this.#watchRequests(socket);
    const code = await Promise.race([socket.closed, this.#given(END_GRACE_MS)]);
    requests.abort();
    this.#failures = this.#countFailures();
    this.#isOpen = false;
    this.#socket = null;
    log.info({ code }, 'WhatsApp connection closed');
    await listener.onClosed();
    return afterClose(code);
  }

  /** A network that lets us in and closes soon is tried less and less often too, but never left alone for long. */
  #countFailures(): number {
    if (!this.#isOpen) {
      return this.#failures + 1;
    }
    const openMs = this.#options.clock.now().getTime() - this.#openedAtMs;
    return openMs >= STEADY_MS ? 0 : Math.min(this.#failures + 1, FAILURES_ONCE_OPEN);
  }

  /** What a person asked while it waited, if it had to wait for a person. */
  async #waitAfter({ next, reason }: AfterClose): Promise<WhatsAppRequest | null> {
    if (this.#isOver() || next === 'again') {
      return null;
    }
    if (next === 'stop' || (next === 'contend' && (await this.#options.lease.isOurs()))) {
      this.#options.listener.onStopped(reason);
      return this.#untilAsked(['connect', 'logout'], 'stopped', reason);
    }
    await this.#report('closed', reason);
    await this.#pause(reconnectPauseMs(this.#failures - 1, this.#options.random()));
    return null;
  }

  /** Waits until a person asks for one of these; null when the connection is over before. */
  async #untilAsked(
    requests: readonly WhatsAppRequest[],
    state: WhatsAppState,
    reason?: WhatsAppReason | null,
  ): Promise<WhatsAppRequest | null> {
    const { accounts, account } = this.#options;
    const known = await accounts.find(account).catch(() => null);
    await this.#report(state, reason === undefined ? (known?.reason ?? null) : reason);
    while (!this.#isOver()) {
      const asked = await accounts.find(account).catch(() => null);
      if (asked && requests.includes(asked.request)) {
        await this.#settle(['connect', 'logout']);
        return asked.request;
      }
      await this.#pause(LOOK_MS);
    }
    return null;
  }

  /** These have been done. A code stays asked for until the phone used it. */
  async #settle(requests: readonly WhatsAppRequest[]): Promise<void> {
    const { accounts, account, log } = this.#options;
    for (const request of requests) {
      await accounts
        .settleRequest(account, request)
        .catch(() => log.warn({ request }, 'a request was not settled'));
    }
  }

  /** A person may ask us to log out while connected. */
  #watchRequests(socket: OneSocket): AbortController {
    const { accounts, account, log } = this.#options;
    const ended = new AbortController();
    const watch = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        const asked = await accounts.find(account).catch(() => null);
        if (asked?.request === 'logout' && this.#isOpen) {
          await this.#settle(['logout']);
          await socket.raw.logout().catch(() => log.warn({}, 'WhatsApp did not hear our logout'));
          return;
        }
        await sleep(LOOK_MS, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
      }
    };
    void watch();
    return ended;
  }

  async #showPairing(socket: WASocket, qr: string): Promise<void> {
    const { accounts, account, clock, log } = this.#options;
    try {
      const asked = await accounts.find(account);
      const until = new Date(clock.now().getTime() + PAIRING_SECONDS * 1000);
      const phone = asked?.request === 'pair-code' ? asked.pairingPhone : null;
      if (phone === null) {
        await this.#report('pairing', null, { kind: 'qr', value: qr, until });
      } else if (asked?.pairing?.kind !== 'code') {
        const value = await socket.requestPairingCode(phone);
        await this.#report('pairing', null, { kind: 'code', value, until });
      }
    } catch {
      log.warn({}, 'the pairing code could not be shown');
    }
  }

  /** Staff must see it, but a database away for a moment must not end a connection. */
  async #report(
    state: WhatsAppState,
    reason: WhatsAppReason | null,
    pairing: Pairing | null = null,
  ): Promise<void> {
    const { accounts, account, session, listener, clock, log } = this.#options;
    log.info({ state, reason }, 'WhatsApp');
    listener.onState(state);
    const me = session.auth.creds.me?.id;
    const phone = this.#isLinked() && me !== undefined ? (jidDecode(me)?.user ?? null) : null;
    await accounts
      .report({ account, state, reason, pairing, phone, at: clock.now() })
      .catch(() => log.warn({}, 'the state of WhatsApp was not written'));
  }

  #pause(ms: number): Promise<unknown> {
    return Promise.race([sleep(ms, undefined, { ref: false }), this.#ended.promise]);
  }

  /** Resolves some time after the end: what a dead network or a fenced session keeps pending is left behind. */
  async #given(graceMs: number): Promise<number> {
    await this.#ended.promise;
    await sleep(graceMs, undefined, { ref: false });
    return ENDED_BY_US;
  }

  async #endSocket(): Promise<void> {
    this.#ended.resolve();
    const ending = this.#socket?.raw.end(undefined).catch(() => undefined);
    await Promise.race([ending, sleep(END_GRACE_MS, undefined, { ref: false })]);
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
