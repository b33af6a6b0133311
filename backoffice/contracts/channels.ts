import { z } from 'zod';
import { WhatsAppReason, WhatsAppRequest, WhatsAppState } from '../../domain/messages/whatsapp-account.ts';
import { Phone } from '../../domain/people/phone.ts';

/** What may be asked of the WhatsApp number; `withdraw` takes back what was asked and nobody has done yet. */
export const WhatsAppBody = z.discriminatedUnion('request', [
  z.strictObject({ request: z.enum(['pair-qr', 'connect', 'logout', 'withdraw']) }),
  z.strictObject({ request: z.literal('pair-code'), phone: Phone }),
]);
export type WhatsAppBody = z.infer<typeof WhatsAppBody>;

/** Stops what Vecino sends by itself, or lets it go on. */
export const SendingBody = z.strictObject({ action: z.enum(['stop', 'resume']) });
export type SendingBody = z.infer<typeof SendingBody>;

/** How freely the number may write. */
const SendingView = z.object({
  scope: z.enum(['none', 'proactive', 'all']),
  reason: z.enum(['refused-463', 'replies-refused-463', 'restricted', 'banned', 'by-person']).nullable(),
  since: z.iso.datetime().nullable(),
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
  pairing: z.object({ kind: z.enum(['qr', 'code']), value: z.string(), until: z.iso.datetime() }).nullable(),
  /** What this reader may ask at this moment. */
  possible: z.array(z.enum(['pair-qr', 'pair-code', 'connect', 'logout', 'withdraw'])),
  sending: SendingView.nullable(),
});
export type WhatsAppView = z.infer<typeof WhatsAppView>;
