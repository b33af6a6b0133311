import type { SendingStatus, StoppedBy } from '../../domain/messages/sending-control.ts';
import type { StopScope } from '../../domain/messages/sending-rules-pace.ts';
import type { StopReason } from '../../domain/messages/sending-rules-stop.ts';
import {
  MAIN_ACCOUNT,
  type WhatsAppAccount,
  type WhatsAppReason,
} from '../../domain/messages/whatsapp-account.ts';
import type { ChannelsControl } from './channels-control.ts';

/** Something that stays as it is until a person does something about it. */
export type ChannelTrouble =
  | {
      readonly kind: 'sending';
      readonly scope: Exclude<StopScope, 'none'>;
      readonly reason: StopReason | null;
      readonly since: string | null;
      readonly by: StoppedBy | null;
    }
  | {
      readonly kind: 'number';
      readonly state: 'stopped' | 'unpaired';
      readonly reason: WhatsAppReason | null;
    };

/** What is wrong with the channels. A number that nothing governs is not in use, whatever is still written of it. */
export async function listChannelTroubles({
  sending,
  whatsapp,
}: ChannelsControl): Promise<readonly ChannelTrouble[]> {
  if (sending === null) {
    return [];
  }
  const [status, { account }] = await Promise.all([sending.read(), whatsapp.find(MAIN_ACCOUNT)]);
  return [...troublesOfSending(status), ...troublesOfNumber(account)];
}

function troublesOfSending(status: SendingStatus | null): readonly ChannelTrouble[] {
  if (status === null || status.scope === 'none') {
    return [];
  }
  const { scope, reason, since, by } = status;
  return [{ kind: 'sending', scope, reason, since: since?.toISOString() ?? null, by }];
}

/** A number that was never linked is being set up, not in trouble. */
function troublesOfNumber(account: WhatsAppAccount | null): readonly ChannelTrouble[] {
  if (account === null) {
    return [];
  }
  const { state, reason, connectedAt } = account;
  const isLost = state === 'unpaired' && (connectedAt !== null || reason === 'logged-out');
  return state === 'stopped' || isLost
    ? [{ kind: 'number', state: isLost ? 'unpaired' : 'stopped', reason }]
    : [];
}
