import {
  aesDecryptGCM,
  aesEncryptGCM,
  type BinaryNode,
  Curve,
  decodeBinaryNode,
  encodeBinaryNode,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';

/** Who the server says it is: a static key and the chain of certificates that signs it. */
export type ServerIdentity = { readonly staticKey: KeyPair; readonly certificateChain: Uint8Array };

const NOT_AFTER_SECONDS = 4_102_444_800;
const EMPTY = Buffer.alloc(0);
const LENGTH_BYTES = 3;
const ROUTING_HEADER = 'ED';
const ROUTING_HEADER_BYTES = 4;

/** A root of our own, an intermediate and a leaf, each signed by the one above it. */
export function createServerIdentity(): ServerIdentity {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const leaf = Curve.generateKeyPair();
  const { Details } = proto.CertChain.NoiseCertificate;
  const validity = { notBefore: 0, notAfter: NOT_AFTER_SECONDS };
  const intermediateDetails = Details.encode({
    serial: 1,
    issuerSerial: 0,
    key: intermediate.public,
    ...validity,
  }).finish();
  const leafDetails = Details.encode({ serial: 2, issuerSerial: 1, key: leaf.public, ...validity }).finish();
  const certificateChain = proto.CertChain.encode({
    intermediate: {
      details: intermediateDetails,
      signature: Curve.sign(root.private, intermediateDetails),
    },
    leaf: { details: leafDetails, signature: Curve.sign(intermediate.private, leafDetails) },
  }).finish();
  return { staticKey: leaf, certificateChain };
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}

function required(bytes: Uint8Array | null | undefined): Uint8Array {
  if (!bytes) {
    throw new Error('incomplete handshake');
  }
  return bytes;
}

type Handlers = {
  readonly identity: ServerIdentity;
  readonly write: (bytes: Buffer) => void;
  readonly onPayload: (payload: proto.IClientPayload, noiseKey: Buffer) => void;
  readonly onStanza: (node: BinaryNode) => void;
};

type Stage = 'intro' | 'hello' | 'finish' | 'transport';

/** The server's half of Noise_XX_25519_AESGCM_SHA256 as WhatsApp frames it, and the transport after it. */
export class NoiseResponder {
  readonly #handlers: Handlers;
  readonly #ephemeral = Curve.generateKeyPair();
  #hash: Buffer = Buffer.from(NOISE_MODE, 'binary');
  #salt: Buffer = this.#hash;
  #key: Buffer = this.#hash;
  #counter = 0;
  #unread: Buffer = EMPTY;
  #stage: Stage = 'intro';
  #readKey: Buffer = EMPTY;
  #writeKey: Buffer = EMPTY;
  #readCounter = 0;
  #writeCounter = 0;
  #order: Promise<void> = Promise.resolve();

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  /** Whether stanzas can be sent: before the handshake ends there is no key for them. */
  get isReady(): boolean {
    return this.#stage === 'transport';
  }

  send(node: BinaryNode): void {
    const plain = encodeBinaryNode(node);
    this.#writeFrame(aesEncryptGCM(plain, this.#writeKey, nonce(this.#writeCounter++), EMPTY));
  }

  /** Takes bytes of the socket, strictly in order; rejects when they are not the protocol. */
  feed(bytes: Buffer): Promise<void> {
    this.#order = this.#order.then(() => this.#process(bytes));
    return this.#order;
  }

  async #process(bytes: Buffer): Promise<void> {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    if (this.#stage === 'intro' && !this.#readIntro()) {
      return;
    }
    for (let frame = this.#takeFrame(); frame; frame = this.#takeFrame()) {
      await this.#onFrame(frame);
    }
  }

  #readIntro(): boolean {
    if (this.#unread.subarray(0, ROUTING_HEADER.length).toString() === ROUTING_HEADER) {
      const length = this.#unread.readUIntBE(ROUTING_HEADER_BYTES, LENGTH_BYTES);
      this.#unread = this.#unread.subarray(ROUTING_HEADER_BYTES + LENGTH_BYTES + length);
    }
    if (this.#unread.length < NOISE_WA_HEADER.length) {
      return false;
    }
    if (!this.#unread.subarray(0, NOISE_WA_HEADER.length).equals(NOISE_WA_HEADER)) {
      throw new Error('not a WhatsApp client');
    }
    this.#authenticate(NOISE_WA_HEADER);
    this.#unread = this.#unread.subarray(NOISE_WA_HEADER.length);
    this.#stage = 'hello';
    return true;
  }

  #takeFrame(): Buffer | null {
    if (this.#unread.length < LENGTH_BYTES) {
      return null;
    }
    const end = LENGTH_BYTES + this.#unread.readUIntBE(0, LENGTH_BYTES);
    if (this.#unread.length < end) {
      return null;
    }
    const frame = Buffer.from(this.#unread.subarray(LENGTH_BYTES, end));
    this.#unread = this.#unread.subarray(end);
    return frame;
  }

  async #onFrame(frame: Buffer): Promise<void> {
    if (this.#stage === 'hello') {
      this.#onHello(frame);
      return;
    }
    if (this.#stage === 'finish') {
      this.#onFinish(frame);
      return;
    }
    const plain = aesDecryptGCM(frame, this.#readKey, nonce(this.#readCounter++), EMPTY);
    this.#handlers.onStanza(await decodeBinaryNode(plain));
  }

  #onHello(frame: Buffer): void {
    const theirs = required(proto.HandshakeMessage.decode(frame).clientHello?.ephemeral);
    const { identity } = this.#handlers;
    this.#authenticate(theirs);
    this.#authenticate(this.#ephemeral.public);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs));
    const encryptedStatic = this.#encrypt(identity.staticKey.public);
    this.#mix(Curve.sharedKey(identity.staticKey.private, theirs));
    const payload = this.#encrypt(identity.certificateChain);
    this.#stage = 'finish';
    const serverHello = { ephemeral: this.#ephemeral.public, static: encryptedStatic, payload };
    this.#writeFrame(proto.HandshakeMessage.encode({ serverHello }).finish());
  }

  #onFinish(frame: Buffer): void {
    const { clientFinish } = proto.HandshakeMessage.decode(frame);
    const noiseKey = this.#decrypt(required(clientFinish?.static));
    this.#mix(Curve.sharedKey(this.#ephemeral.private, noiseKey));
    const payload = proto.ClientPayload.decode(this.#decrypt(required(clientFinish?.payload)));
    const keys = Buffer.from(hkdf(EMPTY, 64, { salt: this.#salt, info: '' }));
    this.#readKey = keys.subarray(0, 32);
    this.#writeKey = keys.subarray(32);
    this.#stage = 'transport';
    this.#handlers.onPayload(payload, noiseKey);
  }

  #writeFrame(bytes: Uint8Array): void {
    const frame = Buffer.allocUnsafe(LENGTH_BYTES + bytes.length);
    frame.writeUIntBE(bytes.length, 0, LENGTH_BYTES);
    frame.set(bytes, LENGTH_BYTES);
    this.#handlers.write(frame);
  }

  #authenticate(bytes: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, bytes]));
  }

  #mix(secret: Uint8Array): void {
    const keys = Buffer.from(hkdf(secret, 64, { salt: this.#salt, info: '' }));
    this.#salt = keys.subarray(0, 32);
    this.#key = keys.subarray(32);
    this.#counter = 0;
  }

  #encrypt(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, nonce(this.#counter++), this.#hash);
    this.#authenticate(sealed);
    return sealed;
  }

  #decrypt(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, nonce(this.#counter++), this.#hash);
    this.#authenticate(sealed);
    return plain;
  }
}
