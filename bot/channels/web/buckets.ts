import type { Clock } from '../../../domain/calendar/clock.ts';

/** A pace: so many at once, then so many a second. */
export type Pace = {
  readonly burst: number;
  readonly perSecond: number;
  /** Whether each costs more while the burst is being used up: twice below a half, four times below a quarter. */
  readonly grows?: boolean;
};

/** Counts what each key does, in this process. */
export type Buckets = {
  /** 0 when the key may go on (and that is counted), else the whole seconds to wait. */
  readonly take: (key: string) => number;
};

type Bucket = { tokens: number; at: number };

/** More keys than this and the one that has been quiet longest is forgotten: memory stays bounded. */
const MAX_KEYS = 50_000;

/** Creates token buckets of one pace. */
export function createBuckets(clock: Clock, { burst, perSecond, grows = false }: Pace): Buckets {
  const buckets = new Map<string, Bucket>();
  const costOf = ({ tokens }: Bucket) => (grows ? grownCost(tokens / burst) : 1);

  const refilled = (key: string): Bucket => {
    const at = clock.now().getTime();
    const last = buckets.get(key) ?? { tokens: burst, at };
    return { tokens: Math.min(burst, last.tokens + ((at - last.at) / 1000) * perSecond), at };
  };

  const keep = (key: string, bucket: Bucket) => {
    buckets.delete(key);
    buckets.set(key, bucket);
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_KEYS && !oldest.done) {
      buckets.delete(oldest.value);
    }
  };

  return {
    take(key) {
      const bucket = refilled(key);
      const cost = costOf(bucket);
      if (bucket.tokens < cost) {
        keep(key, bucket);
        return Math.ceil((cost - bucket.tokens) / perSecond);
      }
      keep(key, { ...bucket, tokens: bucket.tokens - cost });
      return 0;
    },
  };
}

function grownCost(left: number): number {
  if (left >= 0.5) {
    return 1;
  }
  return left >= 0.25 ? 2 : 4;
}
