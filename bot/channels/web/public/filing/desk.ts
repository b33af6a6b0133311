import type { Teller } from '../../../../../dialogs/scope.ts';
import { createGazetteer, type Gazetteer } from '../../../../../dialogs/understanding/gazetteer.ts';
import type { Clock } from '../../../../../domain/calendar/clock.ts';
import type { Locale } from '../../../../../locales/translate.ts';
import { rememberLast } from '../../page.ts';
import { createFewAtOnce, type FewAtOnce } from '../few-at-once.ts';
import type { Site } from '../layout.ts';
import { createFormKeys, type FormKeys } from './form-keys.ts';
import { createOneAtATime, type OneAtATime } from './one-at-a-time.ts';
import { DEFAULT_FILING_LIMITS, type FilingLimits, type FilingOptions } from './options.ts';

/** What the routes of the form work with: the options and what is made of them once. */
export type FilingDesk = Omit<FilingOptions, 'limits'> & {
  readonly site: () => Site;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly limits: FilingLimits;
  readonly keys: FormKeys;
  readonly fewAtOnce: FewAtOnce;
  readonly oneAtATime: OneAtATime;
  readonly gazetteer: () => Gazetteer;
  readonly teller: () => Teller;
};

type Parts = Pick<FilingDesk, 'site' | 'locale' | 'clock'> & { readonly options: FilingOptions };

/** Makes what all requests have in common. */
export function createFilingDesk({ options, site, locale, clock }: Parts): FilingDesk {
  const limits = { ...DEFAULT_FILING_LIMITS, ...options.limits };
  const gazetteerOf = rememberLast(createGazetteer);
  return {
    ...options,
    site,
    locale,
    clock,
    limits,
    keys: createFormKeys(options.hmac),
    fewAtOnce: createFewAtOnce(limits),
    oneAtATime: createOneAtATime(),
    gazetteer: () => gazetteerOf(options.barrios()),
    teller: () => {
      const { profile, t } = site();
      return { t, locale, world: { entity: () => profile, barrios: options.barrios } };
    },
  };
}
