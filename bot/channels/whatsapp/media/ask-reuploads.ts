import { setTimeout as wait } from 'node:timers/promises';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { Clock } from '../../../../domain/calendar/clock.ts';
import type { MediaRepository, Reupload } from '../../../../domain/messages/media.ts';
import { toArrivingMedia, toWAMessage } from './encoded-media.ts';

const PHONES_AT_ONCE = 5;
const ANSWER_MS = 20_000;
/** With the growing pauses between them, about three days: a phone may be off for a weekend. */
const MAX_ASKS = 18;
const NOT_FOUND = 404;

type Asking = {
  readonly repository: MediaRepository;
  readonly account: string;
  /** `updateMediaMessage` of the open connection. */
  readonly update: (message: WAMessage) => Promise<WAMessage>;
  readonly clock: Clock;
  readonly answerMs?: number;
};

/**
 * Asks the senders' phones to upload again what the host has lost, and has it fetched when they did.
 *
 * Call it when the connection opens and every half minute: each phone is asked at growing pauses. It returns soon
 * although a phone may answer later, or never: a late answer counts too.
 */
export async function askReuploads(asking: Asking): Promise<{ readonly asked: number }> {
  const { repository, account, clock, answerMs = ANSWER_MS } = asking;
  const due = await repository.takeReuploads(account, clock.now(), PHONES_AT_ONCE);
  const answers = Promise.all(due.map((reupload) => askOne(reupload, asking)));
  await Promise.race([answers, wait(answerMs, undefined, { ref: false })]);
  return { asked: due.length };
}

/** Never throws: what a failed write leaves behind is asked for again. */
async function askOne(
  { fileId, encoded, asks }: Reupload,
  { repository, update, clock }: Asking,
): Promise<void> {
  try {
    const uploaded = toArrivingMedia(await update(toWAMessage(encoded)));
    if (uploaded) {
      await repository.saveReupload(fileId, uploaded.encoded, clock.now());
    }
  } catch (error) {
    if (statusOf(error) === NOT_FOUND || asks >= MAX_ASKS) {
      await repository.reject(fileId, 'file-gone').catch(() => undefined);
    }
  }
}

/** The library throws errors of several makes; the phone's own answer carries a status. */
function statusOf(error: unknown): unknown {
  const output: unknown = error instanceof Error ? Reflect.get(error, 'output') : null;
  return typeof output === 'object' && output !== null ? Reflect.get(output, 'statusCode') : null;
}
