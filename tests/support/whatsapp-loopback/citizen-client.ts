import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AuthenticationCreds,
  type BaileysEventMap,
  type BinaryNode,
  makeWASocket,
  type proto,
  type WASocket,
} from '@whiskeysockets/baileys';
import { type MemoryAuth, memoryAuth } from './credentials.ts';
import { isolatedSessions } from './isolated-sessions.ts';
import { guardLibsignal } from './libsignal-guard.ts';
import type { MediaTrust } from './media-ca.ts';
import { silenceLibsignal, silentLogger } from './silence.ts';

type Options = {
  readonly creds: AuthenticationCreds;
  readonly url: () => string;
  readonly trust: MediaTrust | null;
  readonly onSocket: (socket: WASocket) => void;
  readonly onDecrypted: (plain: Uint8Array) => void;
};

/** Closes after which a phone does not come back by itself. */
const FINAL_CODES = new Set([401, 403, 405, 411, 440]);
const RECONNECT_MS = 100;
const CONNECT_TIMEOUT_MS = 15_000;
const DELIVERY_TIMEOUT_MS = 20_000;
/** A test that asks the same thing of one peer many times is no attack. */
const MAX_RETRIES = 5;

type Update = BaileysEventMap['connection.update'];

/** One unmodified Baileys client that comes back when its connection breaks, as a phone does. */
export class CitizenClient {
  readonly auth: MemoryAuth;
  /** Messages sent, by id: the client asks for them when the other side could not read one. */
  readonly sent = new Map<string, proto.IMessage>();
  /** Why connections ended, in order. */
  readonly closeCodes: number[] = [];
  readonly #options: Options;
  readonly #makeSignalRepository: ReturnType<typeof isolatedSessions>;
  #socket: WASocket | null = null;
  #isOpen = false;
  #isWanted = false;
  readonly #unacked = new Map<string, (isTaken: boolean) => void>();
  #waiting: { readonly opened: () => void; readonly failed: (error: Error) => void }[] = [];

  constructor(options: Options) {
    silenceLibsignal();
    guardLibsignal();
    this.#options = options;
    this.auth = memoryAuth(options.creds);
    this.#makeSignalRepository = isolatedSessions(options.onDecrypted);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The live socket. Throws while the client is not connected. */
  get socket(): WASocket {
    if (!this.#socket || !this.#isOpen) {
      throw new Error('the citizen is not connected');
    }
    return this.#socket;
  }

  /** Resolves when the connection is open; rejects when the server refuses it for good or never answers. */
  connect(): Promise<void> {
    if (this.#isOpen) {
      return Promise.resolve();
    }
    const opened = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the citizen could not connect')), CONNECT_TIMEOUT_MS);
      this.#waiting.push({
        opened: () => {
          clearTimeout(timer);
          resolve();
        },
        failed: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
    if (!this.#isWanted) {
      this.#isWanted = true;
      this.#start();
    }
    return opened;
  }

  /**
   * Sends until the server has taken it: what was cut before its ack goes again under the same id, as phones do.
   * Rejects after the time, and at once when the cause is not the connection.
   */
  async deliver(messageId: string, send: (socket: WASocket) => Promise<unknown>): Promise<void> {
    const end = Date.now() + DELIVERY_TIMEOUT_MS;
    while (Date.now() < end) {
      if (!this.#isWanted) {
        throw new Error('the citizen is away');
      }
      await this.connect();
      if (await this.#attempt(messageId, send, end - Date.now())) {
        return;
      }
    }
    throw new Error('the server did not take the message');
  }

  /** False when the connection broke before the server answered. */
  async #attempt(
    messageId: string,
    send: (socket: WASocket) => Promise<unknown>,
    timeoutMs: number,
  ): Promise<boolean> {
    const { socket } = this;
    const taken = this.#waitForAck(messageId, timeoutMs);
    try {
      await send(socket);
      return await taken;
    } catch (error) {
      if (socket === this.#socket && socket.ws.isOpen) {
        throw error;
      }
      await sleep(RECONNECT_MS);
      return false;
    }
  }

  /** True when the server answered for a message; false when the connection closed or the time is over. */
  #waitForAck(messageId: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs, false);
      this.#unacked.set(messageId, (isTaken) => {
        clearTimeout(timer);
        this.#unacked.delete(messageId);
        resolve(isTaken);
      });
    });
  }

  /** Goes away until `connect`. */
  async disconnect(): Promise<void> {
    const socket = this.#socket;
    this.#isWanted = false;
    this.#isOpen = false;
    this.#socket = null;
    this.#giveUpAcks();
    for (const { failed } of this.#waiting.splice(0)) {
      failed(new Error('the citizen went away'));
    }
    await socket?.end(undefined);
  }

  #start(): void {
    const { trust, url } = this.#options;
    const socket = makeWASocket({
      auth: this.auth,
      waWebSocketUrl: url(),
      logger: silentLogger,
      maxMsgRetryCount: MAX_RETRIES,
      getMessage: async ({ id }) => this.sent.get(id ?? ''),
      makeSignalRepository: this.#makeSignalRepository,
      ...(trust ? { fetchAgent: trust.uploads } : {}),
    });
    this.#socket = socket;
    socket.ev.on('connection.update', (update) => this.#onUpdate(socket, update));
    socket.ws.on('CB:ack,class:message', ({ attrs: { id = '' } }: BinaryNode) => {
      this.#unacked.get(id)?.(true);
    });
    this.#options.onSocket(socket);
  }

  #onUpdate(socket: WASocket, update: Update): void {
    if (socket !== this.#socket) {
      return;
    }
    if (update.connection === 'open') {
      this.#isOpen = true;
      for (const { opened } of this.#waiting.splice(0)) {
        opened();
      }
    }
    if (update.connection === 'close') {
      this.#onClose(codeOf(update));
    }
  }

  #giveUpAcks(): void {
    for (const answer of [...this.#unacked.values()]) {
      answer(false);
    }
  }

  #onClose(code: number): void {
    this.#isOpen = false;
    this.#giveUpAcks();
    this.closeCodes.push(code);
    if (FINAL_CODES.has(code)) {
      this.#isWanted = false;
      for (const { failed } of this.#waiting.splice(0)) {
        failed(new Error(`the server closed with ${code}`));
      }
      return;
    }
    setTimeout(() => {
      if (this.#isWanted) {
        this.#start();
      }
    }, RECONNECT_MS);
  }
}

function codeOf({ lastDisconnect }: Update): number {
  const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
  return error?.output?.statusCode ?? 0;
}
