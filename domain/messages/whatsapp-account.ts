import { z } from 'zod';

/** The account of an installation that has one number. */
export const MAIN_ACCOUNT = 'principal';

/**
 * Where a WhatsApp number of ours stands.
 *
 * `waiting`: another process owns it. `unpaired`: no phone is linked. `pairing`: a code waits for the phone.
 * `closed`: it will connect again by itself. `stopped`: only a person can set it going again.
 */
export const WhatsAppState = z.enum([
  'waiting',
  'unpaired',
  'pairing',
  'connecting',
  'open',
  'closed',
  'stopped',
]);
export type WhatsAppState = z.infer<typeof WhatsAppState>;

/** Why a number is not open, in the product's words; the console and the terminal translate it. */
export const WhatsAppReason = z.enum([
  'logged-out',
  'banned',
  'replaced',
  'version-refused',
  'multidevice-mismatch',
  'network',
  'server',
  'pairing-expired',
]);
export type WhatsAppReason = z.infer<typeof WhatsAppReason>;

/** What a person asked of a number, until its owner process has done it. */
export const WhatsAppRequest = z.enum(['none', 'pair-qr', 'pair-code', 'connect', 'logout']);
export type WhatsAppRequest = z.infer<typeof WhatsAppRequest>;

/** What the phone must be shown to link itself. Whoever sees it can link: it is ciphertext at rest. */
export const Pairing = z.object({ kind: z.enum(['qr', 'code']), value: z.string(), until: z.coerce.date() });
export type Pairing = z.infer<typeof Pairing>;

export type WhatsAppAccount = {
  readonly account: string;
  readonly state: WhatsAppState;
  readonly reason: WhatsAppReason | null;
  readonly request: WhatsAppRequest;
  /** The phone that asked to be linked by a code, digits only. */
  readonly pairingPhone: string | null;
  readonly pairing: Pairing | null;
  /** Our own number, digits only; null until a phone is linked. */
  readonly phone: string | null;
  readonly connectedAt: Date | null;
  readonly updatedAt: Date;
};

export type WhatsAppReport = Pick<WhatsAppAccount, 'account' | 'state' | 'reason' | 'pairing' | 'phone'> & {
  readonly at: Date;
};

/** What staff and the owner process of a number tell each other. */
export type WhatsAppAccountRepository = {
  readonly find: (account: string) => Promise<WhatsAppAccount | null>;
  /** Only the owner process writes this. `open` sets the hour of the connection. */
  readonly report: (report: WhatsAppReport) => Promise<void>;
  readonly request: (request: {
    readonly account: string;
    readonly request: WhatsAppRequest;
    readonly pairingPhone: string | null;
    readonly at: Date;
  }) => Promise<void>;
  /** The request has been done: nothing is asked any more, unless something else was asked meanwhile. */
  readonly settleRequest: (account: string, done: WhatsAppRequest) => Promise<void>;
};
