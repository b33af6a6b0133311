import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

type Session = { serialize: () => object; constructor: { deserialize: (data: object) => object } };

type SessionCipher = {
  readonly prototype: {
    doDecryptWhisperMessage: (data: Buffer, session: Session | undefined) => Promise<Buffer>;
  };
};

const SESSION_CIPHER = 'libsignal/src/session_cipher.js';
let isGuarded = false;

/**
 * Undoes what a failed decryption did to a session.
 *
 * libsignal steps the ratchet before it checks the MAC; with several sessions in one record it tries them in turn
 * and stores the ones that it has just damaged. Real phones do not, so the citizens must not either.
 */
export function guardLibsignal(): void {
  if (isGuarded) {
    return;
  }
  isGuarded = true;
  // libsignal is a dependency of Baileys: it is looked for from there.
  const require = createRequire(fileURLToPath(import.meta.resolve('@whiskeysockets/baileys')));
  const { prototype } = require(SESSION_CIPHER) as SessionCipher;
  const original = prototype.doDecryptWhisperMessage;
  prototype.doDecryptWhisperMessage = async function guarded(data, session) {
    const before = session?.serialize();
    try {
      return await original.call(this, data, session);
    } catch (error) {
      if (session && before) {
        restore(session, before);
      }
      throw error;
    }
  };
}

function restore(session: Session, before: object): void {
  for (const key of Object.keys(session)) {
    Reflect.deleteProperty(session, key);
  }
  Object.assign(session, session.constructor.deserialize(before));
}
