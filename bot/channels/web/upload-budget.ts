import type { Clock } from '../../../domain/calendar/clock.ts';
import { localDateOf } from '../../../domain/calendar/local-date.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { UploadAllowance, WebEdge } from '../../../domain/messages/web-edge.ts';
import { WebRefusal } from './errors.ts';
import { senderOf } from './sender-address.ts';
import type { Hmac } from './tokens.ts';
import type { Take, UploadedFile } from './upload-parts.ts';

const MAX_UPLOADS_AT_ONCE = 3;

type Counting = {
  readonly edge: WebEdge;
  readonly clock: Clock;
  readonly hmac: Hmac;
  readonly allowance: UploadAllowance;
};

/** Counts files against the day of their address, whatever becomes of them. Throws DomainError `quota-exceeded`. */
export async function countUpload(
  { edge, clock, hmac, allowance }: Counting,
  ip: string,
  files: readonly UploadedFile[],
): Promise<void> {
  const now = clock.now();
  const isWithin = await edge.countUpload({
    sender: senderOf(ip, now, hmac),
    on: localDateOf(now),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    allowance,
  });
  if (!isWithin) {
    throw new DomainError('quota-exceeded');
  }
}

/** Bytes of one upload, as long as they are held in memory. */
type HeldUpload = { readonly take: Take; readonly release: () => void };

/**
 * Counts the bytes of uploads in memory, over all requests, so that many at once cannot exhaust it.
 *
 * One key (a conversation) has few uploads under way at a time, so that it cannot hold what is meant for everybody.
 */
export function createUploadBudget(maxBytes: number): { readonly open: (key: string) => HeldUpload } {
  let inFlight = 0;
  const underWay = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (underWay.get(key) ?? 0) + by;
    if (count > MAX_UPLOADS_AT_ONCE) {
      throw new WebRefusal('tooFast', 5);
    }
    if (count === 0) {
      underWay.delete(key);
    } else {
      underWay.set(key, count);
    }
  };
  return {
    open(key) {
      change(key, 1);
      let own = 0;
      return {
        take(bytes) {
          if (inFlight + bytes > maxBytes) {
            throw new WebRefusal('busy', 5);
          }
          own += bytes;
          inFlight += bytes;
        },
        release() {
          inFlight -= own;
          change(key, -1);
        },
      };
    },
  };
}
