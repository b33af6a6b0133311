import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import type { NotificationRepository } from '../../domain/notifications/notification.ts';
import { type ChannelTrouble, listChannelTroubles } from '../channels/channel-troubles.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';

/**
 * Tells those who may see the channels of every trouble that there is, once for each.
 *
 * It reads the state as it stands, so it may run at any time, in several processes and again after a crash.
 */
export async function tellChannelTroubles(
  control: ChannelsControl,
  notifications: Pick<NotificationRepository, 'tell'>,
): Promise<void> {
  for (const trouble of await listChannelTroubles(control)) {
    const subject = [
      trouble.kind,
      stateOf(trouble),
      trouble.reason ?? 'none',
      await sinceOf(trouble, control),
    ];
    await notifications.tell({
      kind: 'channel-trouble',
      subject: subject.join('/'),
      at: control.clock.now(),
      to: 'channels:read',
    });
  }
}

function stateOf(trouble: ChannelTrouble): string {
  return trouble.kind === 'sending' ? trouble.scope : trouble.state;
}

/** What tells one trouble from the same one at another time: when it was stopped, or when it last worked. */
async function sinceOf({ kind }: ChannelTrouble, { sending, whatsapp }: ChannelsControl): Promise<string> {
  if (kind === 'sending') {
    const status = await sending?.read();
    return status?.since?.toISOString() ?? 'always';
  }
  const { account } = await whatsapp.find(MAIN_ACCOUNT);
  return account?.connectedAt?.toISOString() ?? 'never';
}
