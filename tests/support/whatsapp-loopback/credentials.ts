import {
  type AuthenticationCreds,
  type AuthenticationState,
  BufferJSON,
  Curve,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  WA_ADV_DEVICE_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { type Account, aBundle, aDevice, addPhantomPhone, lidJid, phoneJid, signDevice } from './accounts.ts';

export type RegisterOptions = {
  /**
   * Publishes identity and signed pre-key here and claims enough one-time keys, which spares the client the
   * making of 812 of them at its first login. One-time keys are optional in X3DH.
   */
  readonly fast?: boolean;
};

const CLAIMED_PRE_KEYS = 100;

/** Registers a device and gives what a finished pairing would have left in its storage. Device 0 is the phone. */
export function preRegister(
  account: Account,
  deviceId: number,
  { fast = false }: RegisterOptions = {},
): AuthenticationCreds {
  const creds = initAuthCreds();
  const identity = creds.signedIdentityKey;
  const device = { ...aDevice(deviceId), noiseKey: Buffer.from(creds.noiseKey.public) };
  if (fast) {
    device.bundle = aBundle(identity, creds.registrationId, creds.signedPreKey);
    device.claimedPreKeys = CLAIMED_PRE_KEYS;
  }
  if (deviceId === 0) {
    account.primaryKey = identity;
  } else if (!account.devices.has(0)) {
    addPhantomPhone(account);
  }
  account.devices.set(deviceId, device);
  return {
    ...creds,
    me: { id: phoneJid(account, deviceId), lid: lidJid(account, deviceId), name: account.name },
    account: countersigned(account, creds, deviceId),
    // A first sync that is already over spares the client its wait for history.
    accountSyncCounter: 1,
    platform: 'android',
    registered: true,
  };
}

function countersigned(
  account: Account,
  creds: AuthenticationCreds,
  deviceId: number,
): proto.IADVSignedDeviceIdentity {
  const identity = creds.signedIdentityKey;
  const signed = signDevice(account, identity.public, deviceId);
  const parts = [signed.details, identity.public, signed.accountSignatureKey].map((part) =>
    Buffer.from(part ?? []),
  );
  const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, ...parts]);
  return { ...signed, deviceSignature: Curve.sign(identity.private, message) };
}

/** Keys in memory that go through JSON as in a database, so that nobody shares an object with the client. */
export type MemoryAuth = AuthenticationState & {
  /** JSON by `type/id`; a test may delete sessions here. */
  readonly store: Map<string, string>;
};

export function memoryAuth(creds: AuthenticationCreds): MemoryAuth {
  const store = new Map<string, string>();
  return {
    creds,
    store,
    keys: {
      get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: Record<string, SignalDataTypeMap[T]> = {};
        for (const id of ids) {
          const json = store.get(`${type}/${id}`);
          if (json !== undefined) {
            found[id] = revive(type, json);
          }
        }
        return found;
      },
      set: (data) => write(store, data),
    },
  };
}

function revive<T extends keyof SignalDataTypeMap>(type: T, json: string): SignalDataTypeMap[T] {
  const value = JSON.parse(json, BufferJSON.reviver);
  const isMessage = type === 'app-state-sync-key';
  return (isMessage ? proto.Message.AppStateSyncKeyData.fromObject(value) : value) as SignalDataTypeMap[T];
}

function write(store: Map<string, string>, data: SignalDataSet): void {
  for (const [type, values] of Object.entries(data)) {
    for (const [id, value] of Object.entries(values ?? {})) {
      if (value === null || value === undefined) {
        store.delete(`${type}/${id}`);
      } else {
        store.set(`${type}/${id}`, JSON.stringify(value, BufferJSON.replacer));
      }
    }
  }
}
