import {
  type AuthenticationCreds,
  downloadMediaMessage,
  makeWASocket,
  type proto,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { memoryAuth } from './credentials.ts';
import { eventually } from './eventually.ts';
import { type HeardMessage, toHeardMessage } from './heard-message.ts';
import type { LoopbackWhatsApp } from './loopback.ts';
import { silentLogger } from './silence.ts';

type Call = { readonly id: string; readonly status: string; readonly from: string; readonly phone: string };

/** The library as it comes, in the place of the company's program: it keeps no rule of ours. */
export class PlainCompany {
  readonly heard: HeardMessage[] = [];
  /** Ids of what came without a readable content. */
  readonly unreadable: string[] = [];
  readonly viewOnce: string[] = [];
  readonly calls: Call[] = [];
  readonly closeCodes: number[] = [];
  readonly sent = new Map<string, proto.IMessage>();
  readonly auth;
  qr = '';
  isOpen = false;
  readonly #whatsapp: LoopbackWhatsApp;
  readonly #statuses = new Map<string, unknown[]>();
  #socket: WASocket | null = null;

  constructor(whatsapp: LoopbackWhatsApp, creds: AuthenticationCreds) {
    this.#whatsapp = whatsapp;
    this.auth = memoryAuth(creds);
  }

  get socket(): WASocket {
    if (!this.#socket) {
      throw new Error('connect first');
    }
    return this.#socket;
  }

  /** Connects once: gives `open`, or the code that it was closed with. */
  connect(options: Omit<Partial<UserFacingSocketConfig>, 'auth'> = {}): Promise<'open' | number> {
    const socket = makeWASocket({
      auth: this.auth,
      waWebSocketUrl: this.#whatsapp.url,
      logger: silentLogger,
      fetchAgent: this.#whatsapp.trust.uploads,
      shouldSyncHistoryMessage: () => false,
      getMessage: async ({ id }) => this.sent.get(id ?? ''),
      ...options,
    });
    this.#socket = socket;
    this.#listen(socket);
    return new Promise((resolve) => {
      socket.ev.on('connection.update', ({ connection, qr, lastDisconnect }) => {
        this.qr = qr ?? this.qr;
        if (connection === 'open') {
          this.isOpen = true;
          resolve('open');
        }
        if (connection === 'close') {
          const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
          const code = error?.output?.statusCode ?? 0;
          this.isOpen = false;
          this.closeCodes.push(code);
          resolve(code);
        }
      });
    });
  }

  async end(): Promise<void> {
    await this.#socket?.end(undefined);
  }

  async say(jid: string, content: Parameters<WASocket['sendMessage']>[1]): Promise<string> {
    const message = await this.socket.sendMessage(jid, content);
    const id = message?.key.id ?? '';
    if (message?.message) {
      this.sent.set(id, message.message);
    }
    return id;
  }

  /** Statuses and error codes seen for a message of ours, in order. */
  statusesOf(id: string): readonly unknown[] {
    return this.#statuses.get(id) ?? [];
  }

  hears(what: string, wants: (message: HeardMessage) => boolean, timeoutMs?: number): Promise<HeardMessage> {
    return eventually(what, () => this.heard.find(wants), timeoutMs);
  }

  texts(): readonly string[] {
    return this.heard.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  }

  async download({ raw }: HeardMessage): Promise<Buffer> {
    const options: object = { dispatcher: this.#whatsapp.trust.downloads };
    return await downloadMediaMessage(raw, 'buffer', { options });
  }

  #listen({ ev }: WASocket): void {
    ev.on('messages.upsert', ({ messages, type }) => {
      for (const message of messages) {
        this.#onMessage(message, type);
      }
    });
    ev.on('messages.update', (updates) => {
      for (const { key, update } of updates) {
        this.#onStatus(key.id, update);
      }
    });
    ev.on('call', (calls) => {
      for (const { id, status, from, callerPn } of calls) {
        this.calls.push({ id, status, from, phone: callerPn ?? '' });
      }
    });
  }

  #onMessage(message: WAMessage, type: 'append' | 'notify'): void {
    const id = message.key.id ?? '';
    if (message.key.fromMe) {
      this.#onStatus(id, message);
    } else if (message.message) {
      this.heard.push(toHeardMessage(message, type));
    } else if (message.key.isViewOnce) {
      this.viewOnce.push(id);
    } else {
      this.unreadable.push(id);
    }
  }

  #onStatus(id: string | null | undefined, update: Partial<WAMessage>): void {
    const news = [update.status, ...(update.messageStubParameters ?? [])].filter(
      (item) => item !== undefined,
    );
    this.#statuses.set(id ?? '', [...this.statusesOf(id ?? ''), ...news]);
  }
}
