import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import type { Account, Device, Link } from './accounts.ts';
import { NoiseResponder, type ServerIdentity } from './noise-responder.ts';
import { stanza } from './stanza.ts';

type Options = {
  readonly socket: WebSocket;
  readonly identity: ServerIdentity;
  readonly latencyMs: number;
  /** While true, what arrives is thrown away and nothing is answered. */
  readonly isSilent: () => boolean;
  readonly onPayload: (connection: Connection, payload: proto.IClientPayload) => void;
  readonly onStanza: (connection: Connection, node: BinaryNode) => void;
  readonly onClose: (connection: Connection) => void;
  readonly onMalformed: (error: unknown) => void;
};

/** Long enough for the last stanza to leave before the socket closes. */
const LINGER_MS = 20;

/** One client at the server: its socket, its keys, and who it proved to be. */
export class Connection implements Link {
  readonly #options: Options;
  readonly #noise: NoiseResponder;
  #isClosed = false;
  /** Set at login. */
  owner: { readonly account: Account; readonly device: Device } | null = null;
  noiseKey: Buffer = Buffer.alloc(0);
  /** The registration data of a client without credentials. */
  registration: proto.ClientPayload.IDevicePairingRegistrationData | null = null;
  /** The references shown in its QR codes. */
  references: readonly string[] = [];
  /** True after the client asked for its queue. */
  isActive = false;

  constructor(options: Options) {
    this.#options = options;
    const { socket } = options;
    this.#noise = new NoiseResponder({
      identity: options.identity,
      write: (bytes) => {
        if (socket.readyState === socket.OPEN) {
          socket.send(bytes);
        }
      },
      onPayload: (payload, noiseKey) => {
        this.noiseKey = noiseKey;
        options.onPayload(this, payload);
      },
      onStanza: (node) => options.onStanza(this, node),
    });
    socket.on('message', (bytes: Buffer) => this.#onBytes(bytes));
    socket.on('close', () => this.#onClose());
    socket.on('error', () => undefined);
  }

  send(node: BinaryNode): void {
    const { latencyMs } = this.#options;
    // Timers of one length fire in the order they were set, so stanzas keep theirs.
    if (latencyMs > 0 && node.tag !== 'iq') {
      setTimeout(() => this.#sendNow(node), latencyMs);
    } else {
      this.#sendNow(node);
    }
  }

  /** Ends the stream as WhatsApp does: a code, or a reason as content. */
  endStream(code: string, content?: BinaryNode[]): void {
    this.isActive = false;
    this.#sendNow(stanza('stream:error', code ? { code } : {}, content));
    this.#closeSoon();
  }

  /** Refuses a login with the reason that the client shows as its close code. */
  refuse(reason: string): void {
    this.#sendNow(stanza('failure', { reason, location: 'lla' }));
    this.#closeSoon();
  }

  /** Breaks the TCP connection without a word. */
  cut(): void {
    this.isActive = false;
    this.#options.socket.terminate();
  }

  #sendNow(node: BinaryNode): void {
    if (!this.#isClosed && this.#noise.isReady && !this.#options.isSilent()) {
      this.#noise.send(node);
    }
  }

  #closeSoon(): void {
    setTimeout(() => this.#options.socket.close(), LINGER_MS);
  }

  #onBytes(bytes: Buffer): void {
    if (this.#options.isSilent()) {
      return;
    }
    this.#noise.feed(bytes).catch((error: unknown) => {
      this.#options.onMalformed(error);
      this.cut();
    });
  }

  #onClose(): void {
    this.#isClosed = true;
    this.isActive = false;
    this.#options.onClose(this);
  }
}
