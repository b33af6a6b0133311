import type { SendingStatus } from '../../domain/messages/sending-control.ts';
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
    }
  | {
      readonly kind: 'number';
      readonly state: 'stopped' | 'unpaired';
      readonly reason: WhatsAppReason | null;
    };

/** So long what was seen last is good enough: every page of every colleague asks. */
const FRESH_MS = 3_000;

/** What is wrong with the channels, for pages that are about something else. */
export class ChannelTroubles {
  readonly #control: ChannelsControl;
  #troubles: readonly ChannelTrouble[] = [];
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(control: ChannelsControl) {
    this.#control = control;
  }

  /** As it was at the last look. */
  get last(): readonly ChannelTrouble[] {
    return this.#troubles;
  }

  /** Looks, unless somebody has just looked. */
  async look(): Promise<void> {
    const now = this.#control.clock.now().getTime();
    // A clock that was set back makes nothing fresh.
    if (Math.abs(now - this.#lookedAt) >= FRESH_MS) {
      this.#lookedAt = now;
      this.#troubles = await listTroubles(this.#control);
    }
  }

  /** A colleague has changed something: the next look is a real one. */
  forget(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }
}

/** A number that nothing governs is not in use, whatever is still written of it. */
async function listTroubles({ sending, whatsapp }: ChannelsControl): Promise<readonly ChannelTrouble[]> {
  if (sending === null) {
    return [];
  }
  const [status, { account }] = await Promise.all([sending.read(), whatsapp.find(MAIN_ACCOUNT)]);
  return [...troublesOfSending(status), ...troublesOfNumber(account)];
}

function troublesOfSending(status: SendingStatus | null): readonly ChannelTrouble[] {
  return status === null || status.scope === 'none'
    ? []
    : [{ kind: 'sending', scope: status.scope, reason: status.reason }];
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
