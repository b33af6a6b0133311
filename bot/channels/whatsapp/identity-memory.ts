import type { SignalKeyStore, SocketConfig } from '@whiskeysockets/baileys';
import { lidJidOf, phoneUserOf } from './identity.ts';

type Repository = ReturnType<SocketConfig['makeSignalRepository']>;

/**
 * Keeps the identity key with which a session to somebody begins.
 *
 * The library keeps only keys that come with a message, and sends to a new one without noticing: the first to learn
 * that a number has another owner would be that owner.
 */
export async function rememberIdentity(
  { base, keys }: { readonly base: Repository; readonly keys: SignalKeyStore },
  jid: string,
  identityKey: Uint8Array,
): Promise<void> {
  const id = await signalIdOf({ base, keys }, jid);
  const { [id]: known } = await keys.get('identity-key', [id]);
  if (!known || Buffer.compare(known, identityKey) !== 0) {
    await keys.set({ 'identity-key': { [id]: identityKey } });
  }
}

/** Identities are kept under the LID as soon as it is known. */
async function signalIdOf(
  { base, keys }: { readonly base: Repository; readonly keys: SignalKeyStore },
  jid: string,
): Promise<string> {
  const id = base.jidToSignalProtocolAddress(jid);
  const user = phoneUserOf(jid);
  const { [user ?? '']: lid } = user === null ? {} : await keys.get('lid-mapping', [user]);
  if (!lid) {
    return id;
  }
  const device = id.slice(id.lastIndexOf('.'));
  return base.jidToSignalProtocolAddress(lidJidOf(lid)).replace(/\.\d+$/, device);
}
