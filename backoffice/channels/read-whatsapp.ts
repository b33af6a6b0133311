import { MAIN_ACCOUNT, type WhatsAppAccount } from '../../domain/messages/whatsapp-account.ts';
import { listPossibleRequests } from '../../domain/messages/whatsapp-control.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { WhatsAppView } from '../contracts/channels.ts';
import { drawQr } from '../qr-picture.ts';
import type { ChannelsControl } from './channels-control.ts';

/** Where the number stands, as much of it as this role may see. */
export async function readWhatsApp(
  role: StaffRole,
  { whatsapp, sending, clock }: ChannelsControl,
): Promise<WhatsAppView> {
  const manages = hasPermission(role, 'channels:manage');
  const { account, isAttended } = await whatsapp.find(MAIN_ACCOUNT);
  const status = (await sending?.read()) ?? null;
  return {
    ...standingOf(account, manages),
    attended: isAttended,
    pairing: manages ? pairingOf(account, clock.now()) : null,
    possible: manages ? possibleFor(account) : [],
    sending: status && { ...status, since: status.since?.toISOString() ?? null },
  };
}

type Standing = Pick<WhatsAppView, 'state' | 'reason' | 'request' | 'phone' | 'connectedAt' | 'updatedAt'>;

const NEVER_ATTENDED: Standing = {
  state: 'unpaired',
  reason: null,
  request: 'none',
  phone: null,
  connectedAt: null,
  updatedAt: null,
};

function standingOf(account: WhatsAppAccount | null, manages: boolean): Standing {
  if (account === null) {
    return NEVER_ATTENDED;
  }
  const { state, reason, request, phone, connectedAt, updatedAt } = account;
  return {
    state,
    reason,
    request,
    phone: phone === null || manages ? phone : maskPhone(phone),
    connectedAt: connectedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}

function possibleFor(account: WhatsAppAccount | null): WhatsAppView['possible'] {
  const withdraw = account === null || account.request === 'none' ? [] : (['withdraw'] as const);
  return [...listPossibleRequests(account), ...withdraw];
}

/** What the phone must be shown, while the network still takes it. */
function pairingOf(account: WhatsAppAccount | null, now: Date): WhatsAppView['pairing'] {
  const pairing = account?.state === 'pairing' ? account.pairing : null;
  if (pairing === null || pairing.until <= now) {
    return null;
  }
  const { kind, value, until } = pairing;
  return { kind, value, until: until.toISOString(), picture: kind === 'qr' ? drawQr(value) : null };
}
