import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { guardLibsignal } from '../../../../bot/channels/whatsapp/libsignal-guard.ts';
import { silenceLibsignal } from '../../../support/whatsapp-loopback/silence.ts';

type KeyPair = { readonly pubKey: Buffer; readonly privKey: Buffer };
type SignedKey = { readonly keyId: number; readonly keyPair: KeyPair; readonly signature: Buffer };
type Session = { serialize: () => object };
type SessionRecord = { getOpenSession: () => Session; serialize: () => object };
type Message = { readonly type: number; readonly body: string };
type SessionCipher = {
  encrypt: (text: Buffer) => Promise<Message>;
  decryptPreKeyWhisperMessage: (bytes: Buffer) => Promise<Buffer>;
  decryptWhisperMessage: (bytes: Buffer) => Promise<Buffer>;
  doDecryptWhisperMessage: (bytes: Buffer, session: Session) => Promise<Buffer>;
};
type Libsignal = {
  SessionCipher: new (store: object, address: object) => SessionCipher;
  SessionBuilder: new (store: object, address: object) => { initOutgoing: (bundle: object) => Promise<void> };
  ProtocolAddress: new (name: string, device: number) => object;
  keyhelper: {
    generateIdentityKeyPair: () => KeyPair;
    generateSignedPreKey: (identity: KeyPair, id: number) => SignedKey;
  };
};

const require = createRequire(import.meta.resolve('@whiskeysockets/baileys'));
/** A dependency of Baileys, not of ours. */
const LIBSIGNAL = 'libsignal';
const libsignal = require(LIBSIGNAL) as Libsignal;

/** Somebody with one session, in memory. */
class Person {
  readonly identity = libsignal.keyhelper.generateIdentityKeyPair();
  readonly signed = libsignal.keyhelper.generateSignedPreKey(this.identity, 1);
  record: SessionRecord | null = null;
  readonly cipher: SessionCipher;
  readonly #address = new libsignal.ProtocolAddress('other', 0);

  constructor() {
    this.cipher = new libsignal.SessionCipher(this, this.#address);
  }

  async startSessionWith({ identity, signed }: Person): Promise<void> {
    await new libsignal.SessionBuilder(this, this.#address).initOutgoing({
      registrationId: 1,
      identityKey: identity.pubKey,
      signedPreKey: { keyId: 1, publicKey: signed.keyPair.pubKey, signature: signed.signature },
    });
  }

  async write(text: string): Promise<Buffer> {
    return Buffer.from((await this.cipher.encrypt(Buffer.from(text))).body, 'binary');
  }

  loadSession = async () => this.record;
  storeSession = async (_: string, record: SessionRecord) => {
    this.record = record;
  };
  isTrustedIdentity = () => true;
  loadPreKey = async () => undefined;
  removePreKey = async () => undefined;
  loadSignedPreKey = () => this.signed.keyPair;
  getOurIdentity = () => this.identity;
  getOurRegistrationId = () => 1;
}

test('a message that cannot be read leaves its session as it was', async () => {
  silenceLibsignal();
  guardLibsignal();
  guardLibsignal();
  const [ana, luis] = [new Person(), new Person()];
  await ana.startSessionWith(luis);
  await luis.cipher.decryptPreKeyWhisperMessage(await ana.write('hola'));
  await ana.cipher.decryptWhisperMessage(await luis.write('buenas'));
  // The first message of a new ratchet step.
  const bytes = await ana.write('¿hay agua?');
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);

  const session = luis.record?.getOpenSession();
  if (!session) {
    throw new Error('a session was expected');
  }
  const before = JSON.stringify(session.serialize());
  await expect(luis.cipher.doDecryptWhisperMessage(altered, session)).rejects.toThrow('MAC');
  expect(JSON.stringify(session.serialize())).toBe(before);
  expect((await luis.cipher.doDecryptWhisperMessage(bytes, session)).toString()).toBe('¿hay agua?');
});
