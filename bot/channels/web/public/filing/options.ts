import type { BusinessCalendar } from '../../../../../domain/calendar/business-days.ts';
import type { Barrio } from '../../../../../domain/entity/profile.ts';
import type { UploadAllowance, WebEdge } from '../../../../../domain/messages/web-edge.ts';
import type { FormFilings } from '../../../../../domain/pqrs/form-filing.ts';
import type { Hmac as CodeHmac } from '../../../../../domain/pqrs/verification.ts';
import type { Files } from '../../../../files.ts';
import type { Inbox } from '../../../../inbox.ts';
import type { Pace } from '../../buckets.ts';
import { DEFAULT_LIMITS } from '../../options.ts';
import type { Hmac } from '../../tokens.ts';

/** What the form at `/radicar` needs of the rest of the program, beside what every public page needs. */
export type FilingOptions = {
  readonly filings: FormFilings;
  readonly inbox: Pick<Inbox, 'openConversation'>;
  readonly files: Pick<Files, 'keep' | 'findById'>;
  readonly edge: WebEdge;
  readonly barrios: () => readonly Barrio[];
  readonly calendar: () => BusinessCalendar;
  /** Signs the forms that are given out, and makes the code of each. */
  readonly hmac: Hmac;
  /** Hashes codes as every channel does. */
  readonly codeHmac: CodeHmac;
  /** Names the senders of uploads, as the chat does, so that both count together. */
  readonly senderHmac: Hmac;
  readonly newId: () => string;
  readonly publicUrl: string;
  /** Told after each filing: its conversation has something to deliver. */
  readonly onFiled: () => void;
  readonly limits?: Partial<FilingLimits>;
};

/** How often, how many at once, and how many bytes. */
export type FilingLimits = {
  /** Of one network, at a cost that grows with the crowd: a whole mobile carrier can share an address. */
  readonly filing: Pace;
  readonly atOnce: number;
  readonly maxWaiting: number;
  readonly uploadsADay: UploadAllowance;
  /** Bytes of forms held in memory at once, over all people. */
  readonly bytesInFlight: number;
};

const MEGABYTE = 1024 * 1024;

/** The limits of an ordinary installation. */
export const DEFAULT_FILING_LIMITS: FilingLimits = {
  filing: { burst: 300, perSecond: 1, grows: true },
  atOnce: 4,
  maxWaiting: 200,
  uploadsADay: DEFAULT_LIMITS.uploadsADay,
  bytesInFlight: 200 * MEGABYTE,
};
