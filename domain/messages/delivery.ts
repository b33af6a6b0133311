import { z } from 'zod';

/** The life of an outgoing message; a row ends as read, failed, skipped or expired, or stays where it got. */
export const DeliveryStatus = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'skipped',
  'expired',
]);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** The lane of a message, in the order in which lanes are served. */
export const SendClass = z.enum(['reply', 'case', 'proactive']);
export type SendClass = z.infer<typeof SendClass>;

/** What a channel reports after the fact. */
export const Receipt = z.enum(['sent', 'delivered', 'read']);
export type Receipt = z.infer<typeof Receipt>;

/** After this many tries a message is failed and its lane goes on. */
export const MAX_SEND_ATTEMPTS = 6;

const FIRST_RETRY_SECONDS = 2;

/** Seconds to wait before the next try, doubling each time: a lane is blocked about two minutes at most. */
export function retryDelaySeconds(attempts: number): number {
  return FIRST_RETRY_SECONDS * 2 ** Math.max(0, attempts - 1);
}
