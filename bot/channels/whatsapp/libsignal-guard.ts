import { createRequire } from 'node:module';

type Session = { serialize: () => object; constructor: { deserialize: (stored: object) => object } };

type SessionCipher = {
  readonly prototype: {
    doDecryptWhisperMessage: (message: Buffer, session: Session | undefined) => Promise<Buffer>;
  };
};

/** A dependency of Baileys, not of ours. */
const SESSION_CIPHER = 'libsignal/src/session_cipher.js';

const guarded = new WeakSet<object>();

/**
 * Gives a session back as it was when a decryption with it fails.
 *
 * libsignal 6 steps the ratchet before it checks the MAC. With several sessions in one record it tries them in turn
 * and stores the whole record, the ones that it has just damaged included: their messages can never be read again.
 */
export function guardLibsignal(): void {
  // The very copy that Baileys uses: another one, however equal, would leave that one unguarded.
  const require = createRequire(import.meta.resolve('@whiskeysockets/baileys'));
  const { prototype } = require(SESSION_CIPHER) as SessionCipher;
  if (guarded.has(prototype)) {
    return;
  }
  guarded.add(prototype);
  const decrypt = prototype.doDecryptWhisperMessage;
  prototype.doDecryptWhisperMessage = async function guardedDecrypt(message, session) {
    const before = session?.serialize();
    try {
      return await decrypt.call(this, message, session);
    } catch (error) {
      if (session && before) {
        restore(session, before);
      }
      throw error;
    }
  };
}

function restore(session: Session, before: object): void {
  for (const name of Object.keys(session)) {
    Reflect.deleteProperty(session, name);
  }
  Object.assign(session, session.constructor.deserialize(before));
}
