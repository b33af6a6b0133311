import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import {
  auditOfRequest,
  auditOfWithdrawal,
  listPossibleRequests,
} from '../../domain/messages/whatsapp-control.ts';
import type { SendingBody, WhatsAppBody } from '../contracts/channels.ts';
import { Refusal } from '../refusal.ts';
import type { ChannelsControl } from './channels-control.ts';

/**
 * Asks something of the number in a colleague's name.
 *
 * Throws the Refusal `request-not-possible` when where the number stands does not allow it.
 */
export async function askWhatsApp(
  body: WhatsAppBody,
  staffId: string,
  { whatsapp, clock }: ChannelsControl,
): Promise<void> {
  const { account } = await whatsapp.find(MAIN_ACCOUNT);
  const actor = { kind: 'staff', id: staffId } as const;
  const at = clock.now();
  if (body.request === 'withdraw') {
    const pending = account?.request ?? 'none';
    if (pending === 'none') {
      throw new Refusal('request-not-possible');
    }
    const audit = auditOfWithdrawal(pending, actor, at);
    return whatsapp.withdraw({ account: MAIN_ACCOUNT, request: pending, audit });
  }
  if (!listPossibleRequests(account).includes(body.request)) {
    throw new Refusal('request-not-possible');
  }
  return whatsapp.request({
    account: MAIN_ACCOUNT,
    request: body.request,
    pairingPhone: body.request === 'pair-code' ? body.phone : null,
    audit: auditOfRequest(body.request, actor, at),
  });
}

/** Stops what Vecino sends by itself, with its cause, or lets it go on, in a colleague's name. */
export async function changeSending(
  body: SendingBody,
  staffId: string,
  { sending, clock }: ChannelsControl,
): Promise<void> {
  const status = (await sending?.read()) ?? null;
  if (!sending || status === null || (body.action === 'resume') === (status.scope === 'none')) {
    throw new Refusal('request-not-possible');
  }
  const { scope, reason } = status;
  const entry = {
    at: clock.now(),
    actor: { kind: 'staff', id: staffId },
    subject: `whatsapp/${MAIN_ACCOUNT}`,
    before: { scope, reason },
  } as const;
  if (body.action === 'resume') {
    return sending.resume(staffId, { ...entry, action: 'sending.resumed' });
  }
  const why = { cause: body.cause, note: body.cause === 'other' ? body.note : null };
  return sending.stop(staffId, why, { ...entry, action: 'sending.stopped', after: why });
}
