import { z } from 'zod';
import { MAX_STOP_NOTE, StopCause } from '../../domain/messages/personal-stop.ts';
import { WhatsAppReason, WhatsAppRequest, WhatsAppState } from '../../domain/messages/whatsapp-account.ts';
import { Phone } from '../../domain/people/phone.ts';

/** What may be asked of the WhatsApp number; `withdraw` takes back what was asked and nobody has done yet. */
export const WhatsAppBody = z.discriminatedUnion('request', [
  z.strictObject({ request: z.enum(['pair-qr', 'connect', 'logout', 'withdraw']) }),
  z.strictObject({ request: z.literal('pair-code'), phone: Phone }),
]);
export type WhatsAppBody = z.infer<typeof WhatsAppBody>;

/** Stops what Vecino sends by itself, or lets it go on. A stop has a cause, in one's own words where none fits. */
export const SendingBody = z.union([
  z.strictObject({ action: z.literal('resume') }),
  z.strictObject({ action: z.literal('stop'), cause: StopCause.exclude(['other']) }),
  z.strictObject({
    action: z.literal('stop'),
    cause: z.literal('other'),
    note: z.string().trim().min(1).max(MAX_STOP_NOTE),
  }),
]);
export type SendingBody = z.infer<typeof SendingBody>;

/** Why the number may not write as freely as it should. */
const StopReasonView = z.enum([
  'refused-463',
  'replies-refused-463',
  'restricted',
  'banned',
  'by-person',
  'restored',
]);

/** The colleague who stopped it and why, as far as it is known. */
const StoppedByView = z.object({
  name: z.string().nullable(),
  cause: StopCause.nullable(),
  note: z.string().nullable(),
});

/** How freely the number may write. */
const SendingView = z.object({
  scope: z.enum(['none', 'proactive', 'all']),
  reason: StopReasonView.nullable(),
  since: z.iso.datetime().nullable(),
  /** Null unless a person stopped it. */
  by: StoppedByView.nullable(),
  proactiveToday: z.int().min(0),
  ceiling: z.int().min(0),
});

/**
 * Where the WhatsApp number stands. Whoever may only look gets the number masked, and never what links a phone:
 * who holds that can link one.
 */
export const WhatsAppView = z.object({
  state: WhatsAppState,
  reason: WhatsAppReason.nullable(),
  request: WhatsAppRequest,
  /** A process that runs cares for the number at this moment. */
  attended: z.boolean(),
  phone: z.string().nullable(),
  connectedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  pairing: z
    .object({
      kind: z.enum(['qr', 'code']),
      value: z.string(),
      until: z.iso.datetime(),
      /** The QR code drawn, as an address that an image takes; null for a written code. */
      picture: z.string().nullable(),
    })
    .nullable(),
  /** What this reader may ask at this moment. */
  possible: z.array(z.enum(['pair-qr', 'pair-code', 'connect', 'logout', 'withdraw'])),
  sending: SendingView.nullable(),
});
export type WhatsAppView = z.infer<typeof WhatsAppView>;

/** Something about the channels that stays as it is until a person does something about it. */
export const ChannelTroubleView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sending'),
    scope: z.enum(['proactive', 'all']),
    reason: StopReasonView.nullable(),
    since: z.iso.datetime().nullable(),
    by: StoppedByView.nullable(),
  }),
  z.object({
    kind: z.literal('number'),
    state: z.enum(['stopped', 'unpaired']),
    reason: WhatsAppReason.nullable(),
  }),
]);
export type ChannelTroubleView = z.infer<typeof ChannelTroubleView>;

/** Everything that whoever looks after the channels must know, whatever they are doing. */
export const ChannelTroublesView = z.object({ troubles: z.array(ChannelTroubleView) });
export type ChannelTroublesView = z.infer<typeof ChannelTroublesView>;
