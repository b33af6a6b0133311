import type { Clock } from '../../../../domain/calendar/clock.ts';
import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import type { PqrsByCode } from '../../../../domain/pqrs/status-by-code.ts';
import type { Locale, Translate } from '../../../../locales/translate.ts';
import type { Files } from '../../../files.ts';
import type { Pace } from '../buckets.ts';
import type { Hmac } from '../tokens.ts';
import type { FilingOptions } from './filing/options.ts';

/** What the public pages need of the rest of the program. */
export type PublicPagesOptions = {
  readonly profile: () => EntityProfile;
  readonly t: Translate;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly byCode: PqrsByCode;
  readonly files: Pick<Files, 'findById' | 'read'>;
  /** Signs the keys of documents. */
  readonly hmac: Hmac;
  /** What `/radicar` needs; without it nothing can be filed here. */
  readonly filing?: FilingOptions;
  readonly limits?: Partial<PublicLimits>;
};

/** How often, how many at once, and how long a failure takes. */
export type PublicLimits = {
  /**
   * Of one network. A whole mobile carrier can share an address: what keeps a code from being guessed is the count
   * on each radicado, and this only keeps one caller from trying radicados by the thousand.
   */
  readonly asking: Pace;
  readonly atOnce: number;
  readonly maxWaiting: number;
  /** Failures answer no sooner than this, so that the work behind them cannot be told apart by a watch. */
  readonly failureMs: number;
};

/** The limits of an ordinary installation. */
export const DEFAULT_PUBLIC_LIMITS: PublicLimits = {
  asking: { burst: 120, perSecond: 1 },
  atOnce: 4,
  maxWaiting: 200,
  failureMs: 400,
};
