import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  hmacSign,
  proto,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';
import { type Account, aDevice, addPhantomPhone, lidJid, phoneJid, signDevice } from './accounts.ts';
import type { Connection } from './connection.ts';
import type { Core } from './core.ts';
import { eventually } from './eventually.ts';
import { bytesIn, stanza } from './stanza.ts';

const REFERENCES = 6;
const SALT_BYTES = 32;
const COUNTER_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;

type Secrets = { readonly identity: Buffer; readonly advSecret: Buffer };

/** The phone's half of linking a device: by the QR code on its screen, or by a code typed on the phone. */
export class Pairing {
  readonly #core: Core;
  readonly #hellos = new Map<string, { readonly connection: Connection; readonly node: BinaryNode }>();
  readonly #finishes = new Map<string, (node: BinaryNode) => void>();
  #lastReference = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Gives a client without credentials the references that its QR codes show. */
  offer(connection: Connection): void {
    connection.references = Array.from({ length: REFERENCES }, () => {
      this.#lastReference += 1;
      return `2@loopback${this.#lastReference}${randomBytes(8).toString('hex')}`;
    });
    const attrs = { from: S_WHATSAPP_NET, type: 'set', id: this.#core.newId(), xmlns: 'md' };
    const references = connection.references.map((reference) => stanza('ref', {}, Buffer.from(reference)));
    connection.send(stanza('iq', attrs, [stanza('pair-device', {}, references)]));
  }

  /** The phone scans what the client shows. Throws when no client shows it. */
  scanQr(qr: string, account: Account): void {
    const [reference = '', , identity = '', advSecret = ''] = (qr.split('#').at(-1) ?? '').split(',');
    const connection = [...this.#core.connections].find(({ references }) => references.includes(reference));
    if (!connection) {
      throw new Error('nobody shows this QR code');
    }
    this.#link(connection, account, {
      identity: Buffer.from(identity, 'base64'),
      advSecret: Buffer.from(advSecret, 'base64'),
    });
  }

  /** Takes the two steps of a client that pairs by code. */
  onStep(connection: Connection, node: BinaryNode): void {
    const { jid = '', stage = '' } = node.attrs;
    const account = this.#core.accounts.find(jid)?.account;
    this.#core.events.emit('pairing', connection, node);
    if (!account) {
      return;
    }
    if (stage === 'companion_hello') {
      this.#hellos.set(account.phone, { connection, node });
    } else if (stage === 'companion_finish') {
      this.#finishes.get(account.phone)?.(node);
    }
  }

  /** The person types the code on the phone. Throws when no client asks to pair with this account. */
  async confirmPairingCode(code: string, account: Account): Promise<void> {
    const hello = await eventually('a client that pairs by code', () => this.#hellos.get(account.phone));
    const wrapped = bytesIn(hello.node, 'link_code_pairing_wrapped_companion_ephemeral_pub');
    const companionKey = await unwrap(wrapped, code);
    const ephemeral = Curve.generateKeyPair();
    const finish = new Promise<BinaryNode>((resolve) => this.#finishes.set(account.phone, resolve));
    hello.connection.send(this.#primaryHello(account, await wrap(ephemeral.public, code)));
    const secrets = openBundle(await finish, Curve.sharedKey(ephemeral.private, companionKey), account);
    this.#hellos.delete(account.phone);
    this.#finishes.delete(account.phone);
    // The client stores its new secret only after the answer to its last step.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.#link(hello.connection, account, secrets);
  }

  #primaryHello(account: Account, wrappedKey: Buffer): BinaryNode {
    const attrs = { from: S_WHATSAPP_NET, id: this.#core.newId(), t: this.#core.now() };
    return stanza('notification', { type: 'link_code_companion_reg', ...attrs }, [
      stanza('link_code_companion_reg', { stage: 'primary_hello' }, [
        stanza('link_code_pairing_ref', {}, Buffer.from('ref')),
        stanza('primary_identity_pub', {}, account.primaryKey.public),
        stanza('link_code_pairing_wrapped_primary_ephemeral_pub', {}, wrappedKey),
      ]),
    ]);
  }

  #link(connection: Connection, account: Account, secrets: Secrets): void {
    if (!account.devices.has(0)) {
      addPhantomPhone(account);
    }
    const id = Math.max(...account.devices.keys()) + 1;
    const { eRegid, eSkeyId, eSkeyVal, eSkeySig } = connection.registration ?? {};
    account.devices.set(id, {
      ...aDevice(id),
      noiseKey: connection.noiseKey,
      bundle: {
        identity: secrets.identity,
        registration: Buffer.from(eRegid ?? []),
        signedPreKey: {
          id: Buffer.from(eSkeyId ?? []),
          value: Buffer.from(eSkeyVal ?? []),
          signature: Buffer.from(eSkeySig ?? []),
        },
      },
    });
    const signed = signDevice(account, secrets.identity, id);
    const details = proto.ADVSignedDeviceIdentity.encode(signed).finish();
    const hmac = hmacSign(Buffer.from(details), secrets.advSecret);
    const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({ details, hmac }).finish();
    const attrs = { from: S_WHATSAPP_NET, type: 'set', id: this.#core.newId(), t: this.#core.now() };
    const success = stanza('pair-success', {}, [
      stanza('device-identity', {}, sealed),
      stanza('platform', { name: 'android' }),
      stanza('device', { jid: phoneJid(account, id), lid: lidJid(account, id) }),
    ]);
    connection.send(stanza('iq', { ...attrs, xmlns: 'md' }, [success]));
  }
}

async function unwrap(wrapped: Buffer, code: string): Promise<Buffer> {
  const salt = wrapped.subarray(0, SALT_BYTES);
  const counter = wrapped.subarray(SALT_BYTES, SALT_BYTES + COUNTER_BYTES);
  const sealed = wrapped.subarray(SALT_BYTES + COUNTER_BYTES);
  return aesDecryptCTR(sealed, await derivePairingCodeKey(code, salt), counter);
}

async function wrap(key: Uint8Array, code: string): Promise<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const counter = randomBytes(COUNTER_BYTES);
  const sealed = aesEncryptCTR(key, await derivePairingCodeKey(code, salt), counter);
  return Buffer.concat([salt, counter, sealed]);
}

function openBundle(finish: BinaryNode, shared: Buffer, account: Account): Secrets {
  const bundle = bytesIn(finish, 'link_code_pairing_wrapped_key_bundle');
  const salt = bundle.subarray(0, SALT_BYTES);
  const nonce = bundle.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES);
  const info = 'link_code_pairing_key_bundle_encryption_key';
  const key = Buffer.from(hkdf(shared, KEY_BYTES, { salt, info }));
  const plain = aesDecryptGCM(bundle.subarray(SALT_BYTES + NONCE_BYTES), key, nonce, Buffer.alloc(0));
  const identity = plain.subarray(0, KEY_BYTES);
  const random = plain.subarray(2 * KEY_BYTES);
  const identityShared = Curve.sharedKey(account.primaryKey.private, identity);
  const secret = hkdf(Buffer.concat([shared, identityShared, random]), KEY_BYTES, { info: 'adv_secret' });
  return { identity, advSecret: Buffer.from(secret) };
}
