import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuthenticationCreds, BinaryNode } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import type { Account, AccountOptions } from './accounts.ts';
import { LoopbackCitizen } from './citizen.ts';
import { Core } from './core.ts';
import { preRegister, type RegisterOptions } from './credentials.ts';
import { Delivery } from './delivery.ts';
import { Gate } from './gate.ts';
import { createMediaTrust, type MediaTrust } from './media-ca.ts';
import { MediaHost } from './media-host.ts';
import { MediaRetry } from './media-retry.ts';
import { Pairing } from './pairing.ts';
import { Queries } from './queries.ts';
import { Routing } from './routing.ts';
import { silenceLibsignal } from './silence.ts';

export type LoopbackOptions = {
  /** The port of 127.0.0.1; any free one by default. */
  readonly port?: number;
  /** Each stanza except answers to questions takes this long to a client. */
  readonly latencyMs?: number;
};

export type CitizenOptions = AccountOptions & {
  readonly phone: string;
  /** The account that the citizen writes to. */
  readonly company: Account;
};

const PATH = '/ws/chat';

/** A WhatsApp of one's own on 127.0.0.1 that unmodified Baileys clients speak to. */
export async function startLoopbackWhatsApp(options: LoopbackOptions = {}): Promise<LoopbackWhatsApp> {
  silenceLibsignal();
  const trust = await createMediaTrust();
  const media = new MediaHost(trust);
  await media.listen();
  const whatsapp = new LoopbackWhatsApp(options, trust, media);
  await whatsapp.listen(options.port);
  return whatsapp;
}

/**
 * The server: it keeps keys, routes sealed messages and never reads one.
 *
 * What it does was derived from the client's code, so it proves a program against the protocol as Baileys
 * understands it, and nothing about bans, rate limits or real phones.
 */
export class LoopbackWhatsApp {
  readonly media: MediaHost;
  readonly trust: MediaTrust;
  readonly mediaRetry: MediaRetry;
  readonly #core = new Core();
  readonly #delivery = new Delivery(this.#core);
  readonly #pairing = new Pairing(this.#core);
  readonly #routing: Routing;
  readonly #gate: Gate;
  readonly #citizens: LoopbackCitizen[] = [];
  #http: Server | null = null;
  #port = 0;

  constructor(options: LoopbackOptions, trust: MediaTrust, media: MediaHost) {
    this.trust = trust;
    this.media = media;
    this.mediaRetry = new MediaRetry(this.#core, this.#delivery, media);
    const parts = { core: this.#core, delivery: this.#delivery };
    this.#routing = new Routing({ ...parts, mediaRetry: this.mediaRetry });
    this.#gate = new Gate({
      core: this.#core,
      pairing: this.#pairing,
      routing: this.#routing,
      queries: new Queries({ ...parts, mediaHost: media.host }),
      latencyMs: options.latencyMs ?? 0,
    });
  }

  get port(): number {
    return this.#port;
  }

  /** What `WA_WS_URL` takes. */
  get url(): string {
    return `ws://127.0.0.1:${this.#port}${PATH}`;
  }

  /** What the program under test needs in its environment to live in this network. */
  get environment(): Readonly<Record<'WA_WS_URL' | 'WA_MEDIA_HOST' | 'NODE_EXTRA_CA_CERTS', string>> {
    return {
      WA_WS_URL: this.url,
      WA_MEDIA_HOST: this.media.host,
      NODE_EXTRA_CA_CERTS: this.trust.caPath,
    };
  }

  /** Everything seen, as it happens. */
  get events(): Core['events'] {
    return this.#core.events;
  }

  get counters(): Core['counters'] {
    return this.#core.counters;
  }

  get faults(): Core['faults'] {
    return this.#core.faults;
  }

  // The server's life.

  /** Starts listening, on the same port as before by default; accounts and queues are kept. */
  async listen(port = this.#port): Promise<void> {
    const http = createServer((_request, response) => response.writeHead(404).end());
    const sockets = new WebSocketServer({ server: http, path: PATH });
    sockets.on('connection', (socket) => this.#gate.accept(socket));
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, '127.0.0.1', resolve);
    });
    this.#http = http;
    this.#port = (http.address() as AddressInfo).port;
  }

  /** Dies as a killed process does: every connection breaks and the port refuses. `listen` brings it back. */
  async stop(): Promise<void> {
    const http = this.#http;
    this.#http = null;
    this.dropAll();
    if (http) {
      http.closeAllConnections();
      await new Promise((resolve) => {
        http.close(resolve);
      });
    }
  }

  /** The end of the test: citizens, server, media host and certificates. */
  async close(): Promise<void> {
    await Promise.all(this.#citizens.map((citizen) => citizen.disconnect()));
    await this.stop();
    await this.media.close();
    await this.trust.close();
  }

  // People.

  addAccount(phone: string, options: AccountOptions = {}): Account {
    return this.#core.accounts.add(phone, options);
  }

  /** Registers a device without pairing; the answer is what the client keeps in its storage. */
  preRegister(account: Account, deviceId: number, options: RegisterOptions = {}): AuthenticationCreds {
    return preRegister(account, deviceId, options);
  }

  /** A person with a phone, not yet connected. */
  citizen({ phone, company, ...options }: CitizenOptions): LoopbackCitizen {
    const account = this.#core.accounts.findByPhone(phone) ?? this.addAccount(phone, options);
    const citizen = new LoopbackCitizen({
      account,
      company,
      trust: this.trust,
      url: () => this.url,
      register: () => this.#registerPhone(account),
      announceIdentity: () => this.#routing.announceIdentity(account),
      markViewOnce: (messageId, kind) => this.#routing.markViewOnce(messageId, kind),
      rememberMedia: (sent) => this.mediaRetry.remember(sent),
      call: (id, action) => this.#routing.call(account, company, { id, action }),
    });
    this.#citizens.push(citizen);
    return citizen;
  }

  // The company's phone and connection.

  /** The phone of an account scans what a client shows. Throws when nobody shows it. */
  scanQr(qr: string, account: Account): void {
    this.#pairing.scanQr(qr, account);
  }

  /** The person types on the phone the code that a client shows. */
  async confirmPairingCode(code: string, account: Account): Promise<void> {
    await this.#pairing.confirmPairingCode(code, account);
  }

  /** Unlinks a device from the phone: its client is closed with 401 and cannot come back. */
  removeDevice(account: Account, deviceId: number): void {
    this.#gate.removeDevice(account, deviceId);
  }

  /** Breaks the TCP connections of an account. */
  dropConnection(account: Account): void {
    for (const connection of this.#core.connectionsOf(account)) {
      connection.cut();
    }
  }

  dropAll(): void {
    for (const connection of this.#core.connections) {
      connection.cut();
    }
  }

  /** Ends the open streams of an account with an error code: 440, 500, 503, 515… */
  endStream(account: Account, code: number): void {
    for (const connection of this.#core.connectionsOf(account)) {
      connection.endStream(String(code));
    }
  }

  /** Messages that wait for the devices of an account. */
  queuedFor(account: Account): number {
    return [...account.devices.values()]
      .flatMap(({ pending }) => [...pending.values()])
      .filter(({ tag }) => tag === 'message').length;
  }

  /** Sets the server's clock: messages carry this time, so that a backlog can be an hour old. */
  setClockOffset(seconds: number): void {
    this.#core.clockOffsetSeconds = seconds;
  }

  /** Puts a stanza of any kind before an account's devices: groups, status, newsletters, forgeries. */
  inject(account: Account, node: BinaryNode): void {
    this.#delivery.other(account, node);
  }

  #registerPhone(account: Account): AuthenticationCreds {
    this.dropConnection(account);
    account.devices.clear();
    return preRegister(account, 0, { fast: true });
  }
}
