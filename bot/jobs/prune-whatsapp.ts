import type { Clock } from '../../domain/calendar/clock.ts';
import type { SenderState } from '../../domain/messages/sender-state.ts';
import type { SentWhatsAppStore } from '../../domain/messages/whatsapp-sent.ts';
import type { WhatsAppSessionStore } from '../../domain/messages/whatsapp-session.ts';
import type { Job } from './job.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The network keeps what it could not deliver for 30 days: nothing older is asked for again or comes again. */
const MESSAGES_MS = 30 * DAY_MS;
const RECIPIENTS_MS = 365 * DAY_MS;

type Dependencies = {
  readonly journal: Pick<WhatsAppSessionStore, 'prune'>;
  readonly sent: Pick<SentWhatsAppStore, 'prune'>;
  readonly sender: Pick<SenderState, 'forgetRecipients'>;
  readonly clock: Clock;
};

/**
 * Deletes the copies of messages that only the protocol needed, and the pace of persons to whom nothing is sent.
 *
 * What was received and is not yet in the inbox stays, however old.
 */
export function pruneWhatsApp({ journal, sent, sender, clock }: Dependencies): Job {
  return {
    name: 'prune-whatsapp',
    schedule: '0 20 3 * * *',
    atStart: true,
    async run() {
      const now = clock.now().getTime();
      return {
        received: await journal.prune(new Date(now - MESSAGES_MS)),
        sent: await sent.prune(new Date(now - MESSAGES_MS)),
        recipients: await sender.forgetRecipients(new Date(now - RECIPIENTS_MS)),
      };
    },
  };
}
