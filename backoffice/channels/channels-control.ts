import type { Clock } from '../../domain/calendar/clock.ts';
import type { OutboxWatch } from '../../domain/messages/outbox-watch.ts';
import type { SendingControl } from '../../domain/messages/sending-control.ts';
import type { WhatsAppControl } from '../../domain/messages/whatsapp-control.ts';

/** What the console watches and steers the channels with. */
export type ChannelsControl = {
  readonly whatsapp: WhatsAppControl;
  /** Null when nothing governs what is sent. */
  readonly sending: SendingControl | null;
  /** What waits, left, failed and was given up. */
  readonly outboxWatch: OutboxWatch;
  readonly clock: Clock;
};
