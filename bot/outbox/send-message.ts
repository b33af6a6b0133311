import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import { MAX_SEND_ATTEMPTS, retryDelaySeconds } from '../../domain/messages/delivery.ts';
import type { ClaimedMessage, SendOutcome } from '../../domain/messages/outbox-store.ts';
import { type ChannelPort, Undeliverable } from './channel-port.ts';

type Dependencies = { readonly clock: Clock; readonly log: Logger };

/** Tries a message once and says what became of it; never throws. */
export async function sendMessage(
  port: ChannelPort | undefined,
  message: ClaimedMessage,
  { clock, log }: Dependencies,
): Promise<SendOutcome> {
  const { id, attempts } = message;
  try {
    if (port === undefined) {
      throw new Undeliverable('no-channel');
    }
    const { providerId } = await port.send(message);
    return { id, kind: 'sent', at: clock.now(), providerId };
  } catch (error) {
    if (error instanceof Undeliverable) {
      return { id, kind: 'failed', reason: error.reason };
    }
    log.warn({ messageId: id, attempts, code: nameOf(error) }, 'message not sent');
    if (attempts >= MAX_SEND_ATTEMPTS) {
      return { id, kind: 'failed', reason: 'too-many-attempts' };
    }
    const delayMs = retryDelaySeconds(attempts) * 1000;
    const availableAt = new Date(clock.now().getTime() + delayMs);
    return { id, kind: 'retry', availableAt, reason: nameOf(error) };
  }
}

/** What an error is called: messages of errors may quote what people wrote. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
