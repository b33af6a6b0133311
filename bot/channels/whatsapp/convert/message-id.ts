import { createHash } from 'node:crypto';

/** The form of the ids that the library makes by itself: other lengths look like other programs. */
const PREFIX = '3EB0';
const HEX_CHARACTERS = 18;

/**
 * The id of one part of a message of ours on the network: always the same for the same part.
 *
 * A part that is sent again after a crash is therefore the same message to the phone, which shows it once.
 */
export function toMessageId(outboxId: string, part: number): string {
  const hash = createHash('sha256').update(`${outboxId}/${part}`).digest('hex');
  return PREFIX + hash.slice(0, HEX_CHARACTERS).toUpperCase();
}
