import type { Clock } from '../../../domain/calendar/clock.ts';
import { type Hmac, isSameSecret } from './tokens.ts';

/** Which file of which conversation an address may open. */
export type FileOfConversation = { readonly conversationId: string; readonly fileId: string };

/** Keys that open one file for a while, so that a browser can follow a link without a token. */
export type FileLinks = {
  readonly sign: (file: FileOfConversation) => string;
  /** False for a key that is forged, expired, or of another file or conversation. */
  readonly isValid: (file: FileOfConversation, key: string) => boolean;
};

type LinkDependencies = { readonly hmac: Hmac; readonly clock: Clock; readonly ttlSeconds: number };

/** Creates the keys of file addresses: `<end in seconds>.<signature>`. */
export function createFileLinks({ hmac, clock, ttlSeconds }: LinkDependencies): FileLinks {
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);
  const keyUntil = ({ conversationId, fileId }: FileOfConversation, end: number) =>
    `${end}.${hmac(`file ${conversationId} ${fileId} ${end}`).toString('base64url')}`;

  return {
    sign: (file) => keyUntil(file, nowSeconds() + ttlSeconds),
    isValid: (file, key) => {
      const end = Number.parseInt(key, 10);
      return end > nowSeconds() && isSameSecret(key, keyUntil(file, end));
    },
  };
}
