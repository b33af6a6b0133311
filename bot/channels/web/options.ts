import type { Clock } from '../../../domain/calendar/clock.ts';
import type { EntityProfile } from '../../../domain/entity/profile.ts';
import type { DomainErrorCode } from '../../../domain/errors.ts';
import type { UploadAllowance, WebEdge } from '../../../domain/messages/web-edge.ts';
import type { WebContinuations } from '../../../domain/people/continuation.ts';
import type { KioskKey } from '../../../locales/es-co/kiosk.ts';
import type { WebKey } from '../../../locales/es-co/web.ts';
import type { Files } from '../../files.ts';
import type { Inbox, Timeline } from '../../inbox.ts';
import type { Pace } from './buckets.ts';
import type { KioskTimes } from './kiosk/times.ts';
import type { Hmac, Tokens } from './tokens.ts';

/** The words of the person's language that this channel says. */
export type WebWords = (key: WebKey | KioskKey | `errors.${DomainErrorCode}`) => string;

/** What the web channel needs of the rest of the program. */
export type WebChannelOptions = {
  readonly inbox: Inbox;
  readonly timeline: Timeline;
  readonly files: Files;
  readonly tokens: Tokens;
  readonly hmac: Hmac;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly t: WebWords;
  readonly profile: () => EntityProfile;
  /** What the assistant says first, for a page that is read before its conversation is open. */
  readonly hello?: () => string;
  /** The address under which people reach us; without it the request's own host is used. */
  readonly publicUrl?: string;
  /** What the processes of one installation agree on; without it this process serves the web alone. */
  readonly edge?: WebEdge;
  /** The way to and from other places; without it a conversation stays where it is. */
  readonly continuation?: WebContinuation;
  readonly limits?: Partial<WebLimits>;
  /** How long a machine at an office waits for a person who may have left. */
  readonly kiosk?: Partial<KioskTimes>;
  /** The bundled widget; by default the one that the build leaves beside this folder. */
  readonly widgetPath?: string | URL;
};

/** What the way to other places needs of the rest of the program. */
export type WebContinuation = WebContinuations & {
  /** Our WhatsApp number, digits only; null while no phone is linked. */
  readonly findNumber: () => Promise<string | null>;
  /** Whether a page may offer WhatsApp. Never throws, and may be some seconds old. */
  readonly isOffered: () => Promise<boolean>;
  readonly hmac: (data: string) => string;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The words that stand ready in WhatsApp. */
  readonly toWhatsAppText: (code: string) => string;
};

/**
 * How fast and how much.
 *
 * A whole mobile carrier can share an address. So who has a token is counted by their conversation alone, and the
 * address only where there is none yet: generously, and at a cost that grows with the crowd.
 */
export type WebLimits = {
  /** Of one conversation. */
  readonly posting: Pace;
  /** Of one conversation: looking, streams and new tokens. */
  readonly reading: Pace;
  /** New conversations of one address. */
  readonly opening: Pace;
  /** Files from one address in a day; what one conversation may send is for the keeper of files to say. */
  readonly uploadsADay: UploadAllowance;
  /** Bytes of uploads held in memory at once, over all people. */
  readonly uploadBytesInFlight: number;
  /** Wakes are lost with a listening connection, so every stream also looks by itself, this often. */
  readonly streamLookMs: number;
  /** How long the opening of a conversation waits for the assistant's first words. */
  readonly greetingWaitMs: number;
};

const MEGABYTE = 1024 * 1024;

/** The paces of an ordinary installation. */
export const DEFAULT_LIMITS: WebLimits = {
  posting: { burst: 60, perSecond: 2 },
  reading: { burst: 600, perSecond: 20 },
  opening: { burst: 1200, perSecond: 10, grows: true },
  uploadsADay: { files: 3000, bytes: 4000 * MEGABYTE },
  uploadBytesInFlight: 200 * MEGABYTE,
  streamLookMs: 10_000,
  greetingWaitMs: 1500,
};
