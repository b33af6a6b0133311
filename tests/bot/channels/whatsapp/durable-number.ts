import { randomUUID } from 'node:crypto';
import {
  type AuthenticationCreds,
  BufferJSON,
  type MessageUpsertType,
  makeWASocket,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { LossReason } from '../../../../bot/channels/whatsapp/generation.ts';
import { createSession, type Session } from '../../../../bot/channels/whatsapp/session.ts';
import { createLog } from '../../../../bot/log.ts';
import { type FaultPoint, noProbe, type Probe } from '../../../../bot/probe.ts';
import type { WhatsAppSessionStore } from '../../../../domain/messages/whatsapp-session.ts';
import { createWhatsAppSentStore } from '../../../../prisma/repositories/whatsapp-sent.ts';
import { createWhatsAppSessionStore } from '../../../../prisma/whatsapp-session.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../../../prisma/sealed-database.ts';
import type { Account } from '../../../support/whatsapp-loopback/accounts.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import { type LoopbackWhatsApp, startLoopbackWhatsApp } from '../../../support/whatsapp-loopback/loopback.ts';
import { silentLogger } from '../../../support/whatsapp-loopback/silence.ts';

const DEVICE = 3;
const RECONNECT_MS = 30;
const DRAIN_MS = 100;

export function textOf({ message }: Pick<WAMessage, 'message'>): string {
  return message?.conversation ?? message?.extendedTextMessage?.text ?? '';
}

/** A network, a database and a number that is already linked. */
export class DurableWorld {
  readonly db: SealedDatabase;
  readonly whatsapp: LoopbackWhatsApp;
  readonly store: WhatsAppSessionStore;
  readonly company: Account;
  readonly account = randomUUID();
  /** What reached the inbox, in order, each id once. */
  readonly inbox: WAMessage[] = [];
  /** Ids that were handed to the inbox again. */
  readonly repeated: string[] = [];
  readonly identityChanges: string[] = [];
  readonly #numbers: DurableNumber[] = [];

  constructor(db: SealedDatabase, whatsapp: LoopbackWhatsApp, company: Account) {
    this.db = db;
    this.whatsapp = whatsapp;
    this.company = company;
    this.store = createWhatsAppSessionStore({ database: db.database, sealer });
  }

  static async start(addressing: 'pn' | 'lid' = 'pn'): Promise<DurableWorld> {
    const db = await openSealedDatabase();
    const whatsapp = await startLoopbackWhatsApp();
    const company = whatsapp.addAccount('576051234567', { name: 'Acueducto', addressing });
    const world = new DurableWorld(db, whatsapp, company);
    await world.link(whatsapp.preRegister(company, DEVICE, { fast: true }));
    return world;
  }

  async link(creds: AuthenticationCreds): Promise<void> {
    const { store, account } = this;
    const epoch = (await store.acquire({ account, owner: 'the phone', ttlSeconds: 60 })) ?? 0;
    const credentials = JSON.stringify(creds, BufferJSON.replacer);
    await store.commit({ account, epoch, keys: [], journal: [], credentials });
    await store.release(account, epoch);
  }

  /** A process that takes the number over and connects. */
  async takeOver(options: NumberOptions = {}): Promise<DurableNumber> {
    const number = await this.own(options);
    await number.connect();
    return number;
  }

  /** A process that takes the number over and does not connect yet. */
  async own({ owner = 'the program', ...options }: NumberOptions = {}): Promise<DurableNumber> {
    const { store, account } = this;
    const epoch = await store.acquire({ account, owner, ttlSeconds: 60 });
    if (epoch === null) {
      throw new Error('the number is somebody else’s');
    }
    const credentials = await store.readCredentials(account);
    const number = new DurableNumber(this, { epoch, credentials, ...options });
    this.#numbers.push(number);
    return number;
  }

  accept = (message: WAMessage): Promise<void> => {
    const id = message.key.id ?? '';
    if (this.inbox.some(({ key }) => key.id === id)) {
      this.repeated.push(id);
    } else {
      this.inbox.push(message);
    }
    return Promise.resolve();
  };

  received(id: string): Promise<WAMessage> {
    return eventually('a message in the inbox', () => this.inbox.find(({ key }) => key.id === id));
  }

  get texts(): readonly string[] {
    return this.inbox.map(textOf);
  }

  dieAll(): void {
    for (const number of this.#numbers) {
      number.die();
    }
  }

  async close(): Promise<void> {
    this.dieAll();
    await this.whatsapp.close();
    await this.db.drop();
  }
}

export type NumberOptions = {
  readonly owner?: string;
  /** Dies at the first passing of this point. */
  readonly dieAt?: FaultPoint;
  readonly accept?: (message: WAMessage, type: MessageUpsertType) => Promise<void>;
  readonly onMessage?: (message: WAMessage, type: MessageUpsertType) => void;
};

type Opened = NumberOptions & { readonly epoch: number; readonly credentials: string | null };

/** One process that owns the number for one epoch, connection after connection. */
export class DurableNumber {
  readonly epoch: number;
  readonly session: Session;
  readonly losses: LossReason[] = [];
  /** Messages that came without a content. */
  readonly stubs: string[] = [];
  readonly #world: DurableWorld;
  readonly #options: Opened;
  #socket: WASocket | null = null;
  #draining: NodeJS.Timeout | null = null;
  #isOpen = false;
  #isDead = false;

  constructor(world: DurableWorld, options: Opened) {
    this.#world = world;
    this.#options = options;
    this.epoch = options.epoch;
    this.session = createSession({
      store: world.store,
      account: world.account,
      epoch: options.epoch,
      credentials: options.credentials,
      probe: this.#probe(options.dieAt),
      log: createLog('silent'),
      accept: options.accept ?? world.accept,
      onLost: (reason) => this.losses.push(reason),
      onIdentityChanged: async (address) => {
        world.identityChanges.push(address);
      },
      sent: createWhatsAppSentStore({ database: world.db.database, sealer }),
    });
  }

  get socket(): WASocket {
    if (this.#socket === null) {
      throw new Error('never connected');
    }
    return this.#socket;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  async connect(): Promise<void> {
    await this.session.drain(0);
    this.#draining = setInterval(() => void this.session.drain(DRAIN_MS), DRAIN_MS);
    this.#open();
    await eventually('the connection of the number', () => this.#isOpen || this.#isDead);
  }

  /** Nothing of this process happens any more. */
  die(): void {
    this.#isDead = true;
    clearInterval(this.#draining ?? undefined);
    this.session.close();
    void this.#socket?.end(undefined);
  }

  /** Its network goes away; what it is doing goes on. */
  disconnect(): void {
    this.#isDead = true;
    clearInterval(this.#draining ?? undefined);
    void this.#socket?.end(undefined);
  }

  #probe(dieAt: FaultPoint | undefined): Probe {
    if (dieAt === undefined) {
      return noProbe;
    }
    return (point) => {
      if (point === dieAt && !this.#isDead) {
        this.die();
        // Here the code that follows is ours and must not run; elsewhere it waits for the store, for ever.
        if (point === 'wa-upsert' || point === 'wa-after-inbox') {
          throw new Error('dead');
        }
      }
    };
  }

  #open(): void {
    const { session } = this;
    const socket = makeWASocket({
      auth: session.auth,
      makeSignalRepository: session.makeSignalRepository,
      transactionOpts: session.transactionOpts,
      getMessage: session.getMessage,
      waWebSocketUrl: this.#world.whatsapp.url,
      logger: silentLogger,
      markOnlineOnConnect: false,
      emitOwnEvents: false,
      enableRecentMessageCache: false,
    });
    session.attach(socket);
    this.#socket = socket;
    socket.ev.on('creds.update', () => void session.saveCredentials());
    socket.ev.on('messages.upsert', ({ messages, type }) => {
      for (const message of messages) {
        this.#options.onMessage?.(message, type);
        if (!message.message) {
          this.stubs.push(message.messageStubParameters?.[0] ?? '');
        }
      }
      void session.onUpsert(messages, type);
    });
    socket.ev.on('connection.update', ({ connection }) => {
      if (connection === 'open') {
        this.#isOpen = true;
      }
      if (connection === 'close') {
        this.#isOpen = false;
        void session.drain(0);
        setTimeout(() => this.#isDead || this.#open(), RECONNECT_MS);
      }
    });
  }
}
