import {
  type BinaryNode,
  Curve,
  encodeBigEndian,
  jidDecode,
  jidEncode,
  type KeyPair,
  proto,
  signedKeyPair,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys';

/** Whether the others see an account by its phone number or by its LID. */
export type Addressing = 'pn' | 'lid';

/** One public key that a device left at the server for those who write to it. */
export type PublishedKey = { readonly id: Buffer; readonly value: Buffer; readonly signature?: Buffer };

/** What the server needs from the connection of a device. */
export type Link = {
  readonly isActive: boolean;
  readonly send: (node: BinaryNode) => void;
  readonly cut: () => void;
};

/** The identity that a device published; senders start sessions from it. */
export type Bundle = {
  readonly identity: Buffer;
  readonly registration: Buffer;
  readonly signedPreKey: PublishedKey;
};

export type Device = {
  readonly id: number;
  /** Null until the device has logged in, and for a phone that only publishes keys. */
  noiseKey: Buffer | null;
  bundle: Bundle | null;
  readonly preKeys: Map<string, PublishedKey>;
  /** What the server answers when asked how many pre-keys it holds; null means the truth. */
  claimedPreKeys: number | null;
  link: Link | null;
  /** Stanzas not yet taken by the device, oldest first: they are delivered again at its next login. */
  readonly pending: Map<string, BinaryNode>;
};

/** A person or company of the network. */
export type Account = {
  /** Digits with the country code, without "+". */
  readonly phone: string;
  /** Digits of the LID. */
  readonly lid: string;
  name: string;
  addressing: Addressing;
  /** Whether its messages name the other address too, as nearly all do. */
  showsBothAddresses: boolean;
  /** Key of the phone; it signs the account's other devices. */
  primaryKey: KeyPair;
  readonly devices: Map<number, Device>;
  /** Accounts that it has exchanged messages with. */
  readonly contacts: Set<Account>;
};

export type AccountOptions = {
  readonly name?: string;
  readonly lid?: string;
  readonly addressing?: Addressing;
};

export type Address = { readonly account: Account; readonly device: number };

const PHANTOM_REGISTRATION_ID = 4242;

/** The address of an account by its phone number. */
export function phoneJid(account: Account, device?: number): string {
  return jidEncode(account.phone, 's.whatsapp.net', device);
}

/** The address of an account by its LID. */
export function lidJid(account: Account, device?: number): string {
  return jidEncode(account.lid, 'lid', device);
}

/** The address under which the others see an account. */
export function shownJid(account: Account, device?: number): string {
  return account.addressing === 'lid' ? lidJid(account, device) : phoneJid(account, device);
}

/** A device that has published nothing yet. */
export function aDevice(id: number): Device {
  return {
    id,
    noiseKey: null,
    bundle: null,
    preKeys: new Map(),
    claimedPreKeys: null,
    link: null,
    pending: new Map(),
  };
}

/** The public half of an identity and its signed pre-key, as a device uploads it. */
export function aBundle(
  identity: KeyPair,
  registrationId: number,
  signed = signedKeyPair(identity, 1),
): Bundle {
  return {
    identity: Buffer.from(identity.public),
    registration: Buffer.from(encodeBigEndian(registrationId)),
    signedPreKey: {
      id: Buffer.from(encodeBigEndian(signed.keyId, 3)),
      value: Buffer.from(signed.keyPair.public),
      signature: Buffer.from(signed.signature),
    },
  };
}

/** A phone that publishes keys, so that senders write to it too, and never comes online. */
export function addPhantomPhone(account: Account): void {
  const bundle = aBundle(account.primaryKey, PHANTOM_REGISTRATION_ID);
  account.devices.set(0, { ...aDevice(0), bundle });
}

/** Signs the identity of a device as the account's phone does. */
export function signDevice(
  account: Account,
  identity: Uint8Array,
  keyIndex: number,
): proto.IADVSignedDeviceIdentity {
  const timestamp = Math.floor(Date.now() / 1000);
  const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp, keyIndex }).finish();
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, identity]);
  const accountSignature = Curve.sign(account.primaryKey.private, signed);
  return { details, accountSignatureKey: account.primaryKey.public, accountSignature };
}

/** Everyone who is registered, found by phone number and by LID. */
export class Accounts {
  readonly #byPhone = new Map<string, Account>();
  readonly #byLid = new Map<string, Account>();

  add(phone: string, options: AccountOptions = {}): Account {
    const account: Account = {
      phone,
      lid: options.lid ?? `9${phone.padStart(14, '0')}`,
      name: options.name ?? phone,
      addressing: options.addressing ?? 'pn',
      showsBothAddresses: true,
      primaryKey: Curve.generateKeyPair(),
      devices: new Map(),
      contacts: new Set(),
    };
    this.#byPhone.set(phone, account);
    this.#byLid.set(account.lid, account);
    return account;
  }

  findByPhone(phone: string): Account | null {
    return this.#byPhone.get(phone) ?? null;
  }

  /** The account and the device of an address; null when nobody is registered there. */
  find(jid: string | undefined): Address | null {
    const decoded = jidDecode(jid);
    if (!decoded) {
      return null;
    }
    const account = (decoded.server === 'lid' ? this.#byLid : this.#byPhone).get(decoded.user);
    return account ? { account, device: decoded.device ?? 0 } : null;
  }

  list(): readonly Account[] {
    return [...this.#byPhone.values()];
  }
}
