import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupRefused } from './backup-refused.ts';

const MAGIC = Buffer.from('VECINO-RESPALDO\n', 'ascii');
const FORMAT = 1;
const SALT_BYTES = 16;
const CHECK_BYTES = 32;
const KEY_BYTES = 32;

/** What of each nonce is drawn once for a file; the rest counts its chunks. */
const PREFIX_BYTES = 7;

const COST_AT = MAGIC.byteLength + 1;
const SALT_AT = COST_AT + 3;
const PREFIX_AT = SALT_AT + SALT_BYTES;
const CHECK_AT = PREFIX_AT + PREFIX_BYTES;
const SUM_AT = CHECK_AT + CHECK_BYTES;

/** Every backup begins with so many bytes. */
export const HEADER_BYTES = SUM_AT + CHECK_BYTES;

/** What deriving the key costs: memory 128 · r · 2^logN bytes. Stored with the file, so that later ones may cost more. */
export type KeyCost = { readonly logN: number; readonly r: number; readonly p: number };

/** 64 MB and about a fifth of a second: a small server can, and who guesses pays it for each guess. */
export const KEY_COST: KeyCost = { logN: 16, r: 8, p: 1 };

/** A file that asks for more than this was not written by us: reading it must not take the machine down. */
const MAX_COST: KeyCost = { logN: 20, r: 16, p: 4 };

/** The keys of one file, with what binds them to it. */
export type FileKeys = { readonly key: Buffer; readonly prefix: Buffer; readonly header: Buffer };

/** A header with a new salt, and the keys that the passphrase gives with it. */
export async function newHeader(passphrase: string, cost: KeyCost = KEY_COST): Promise<FileKeys> {
  const open = Buffer.concat([
    MAGIC,
    Buffer.from([FORMAT, cost.logN, cost.r, cost.p]),
    randomBytes(SALT_BYTES + PREFIX_BYTES),
  ]);
  const { key, check } = await deriveKeys(passphrase, open);
  const checked = Buffer.concat([open, check]);
  const header = Buffer.concat([checked, sumOf(checked)]);
  return { key, header, prefix: prefixOf(header) };
}

/**
 * The keys of a file by its header. Throws BackupRefused.
 *
 * A sum that needs no key tells a damaged header from a wrong passphrase. It proves nothing: the keyed check does, and it
 * also commits the file to one passphrase.
 */
export async function readHeader(header: Buffer, passphrase: string): Promise<FileKeys> {
  if (
    !header.subarray(0, MAGIC.byteLength).equals(MAGIC.subarray(0, header.byteLength)) ||
    header.byteLength === 0
  ) {
    throw new BackupRefused('not-a-backup');
  }
  if (header.byteLength < HEADER_BYTES) {
    throw new BackupRefused('truncated');
  }
  if (header[MAGIC.byteLength] !== FORMAT) {
    throw new BackupRefused('unknown-format');
  }
  if (!header.subarray(SUM_AT).equals(sumOf(header.subarray(0, SUM_AT)))) {
    throw new BackupRefused('header-altered');
  }
  const { key, check } = await deriveKeys(passphrase, header.subarray(0, CHECK_AT));
  if (!timingSafeEqual(check, header.subarray(CHECK_AT, SUM_AT))) {
    throw new BackupRefused('wrong-passphrase');
  }
  return { key, header, prefix: prefixOf(header) };
}

async function deriveKeys(passphrase: string, open: Buffer): Promise<{ key: Buffer; check: Buffer }> {
  const [logN = 0, r = 0, p = 0] = open.subarray(COST_AT, SALT_AT);
  if (logN < 1 || logN > MAX_COST.logN || r < 1 || r > MAX_COST.r || p < 1 || p > MAX_COST.p) {
    throw new BackupRefused('header-altered');
  }
  const both = await new Promise<Buffer>((resolve, reject) => {
    const salt = open.subarray(SALT_AT, PREFIX_AT);
    const options = { N: 2 ** logN, r, p, maxmem: 2 * 128 * r * 2 ** logN };
    scrypt(passphrase, salt, 2 * KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return {
    key: both.subarray(0, KEY_BYTES),
    check: createHmac('sha256', both.subarray(KEY_BYTES)).update(open).digest(),
  };
}

const prefixOf = (header: Buffer): Buffer => header.subarray(PREFIX_AT, CHECK_AT);

function sumOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
