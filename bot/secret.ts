import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sealer } from '../domain/messages/sensitivity.ts';
import { writeOnce } from './write-once.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PRIVATE = 0o600;

/** The secret of an installation: from the environment, or made once in the data folder for its owner only. */
export function readAppSecret({ appSecret, dataDir }: { appSecret: string | null; dataDir: string }): string {
  if (appSecret !== null) {
    return appSecret;
  }
  const path = join(dataDir, 'app-secret');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) {
    writeOnce(path, randomBytes(KEY_BYTES).toString('base64url'), { mode: PRIVATE });
  }
  return readFileSync(path, 'utf8').trim();
}

/** Keys for separate uses, so that what leaks of one says nothing of the others. */
export type Keys = {
  readonly hmac: (purpose: string) => (data: string) => Buffer;
  readonly derive: (purpose: string) => string;
  readonly sealer: Sealer;
  /** What the database remembers of the secret, to refuse another one. */
  readonly fingerprint: string;
};

/** Derives every key of the installation from its secret (HKDF, RFC 5869). */
export function createKeys(secret: string): Keys {
  const key = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'vecino', purpose, KEY_BYTES));
  return {
    hmac: (purpose) => {
      const own = key(`hmac:${purpose}`);
      return (data) => createHmac('sha256', own).update(data).digest();
    },
    derive: (purpose) => key(`derive:${purpose}`).toString('base64url'),
    sealer: createSealer(key('seal')),
    fingerprint: key('fingerprint').toString('hex'),
  };
}

/** AES-256-GCM: an altered ciphertext does not open. */
function createSealer(key: Buffer): Sealer {
  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
      return { sealed: Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64') };
    },
    open({ sealed }) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(plain.toString('utf8'));
    },
  };
}
