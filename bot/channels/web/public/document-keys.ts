import type { Clock } from '../../../../domain/calendar/clock.ts';
import { type Hmac, isSameSecret } from '../tokens.ts';

/** Keys that open one document for a while. They travel in the body of a form, never in an address. */
export type DocumentKeys = {
  readonly ttlMinutes: number;
  readonly sign: (fileId: string) => string;
  /** The file that a key opens; null when it is forged, altered or expired. */
  readonly read: (key: string) => string | null;
};

const KEY = /^([0-9a-f-]{36})\.(\d{1,12})\.[\w-]{43}$/;

/** Creates the keys of documents: `<file>.<end in seconds>.<signature>`. Only whoever proved the code is given one. */
export function createDocumentKeys({
  hmac,
  clock,
  ttlMinutes,
}: {
  readonly hmac: Hmac;
  readonly clock: Clock;
  readonly ttlMinutes: number;
}): DocumentKeys {
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);
  const keyUntil = (fileId: string, end: number) =>
    `${fileId}.${end}.${hmac(`document ${fileId} ${end}`).toString('base64url')}`;

  return {
    ttlMinutes,
    sign: (fileId) => keyUntil(fileId, nowSeconds() + ttlMinutes * 60),
    read: (key) => {
      const [, fileId, end] = KEY.exec(key) ?? [];
      if (fileId === undefined || Number(end) <= nowSeconds()) {
        return null;
      }
      return isSameSecret(key, keyUntil(fileId, Number(end))) ? fileId : null;
    },
  };
}
