import { SENDING_LIMITS, type SendingLimits } from '../../domain/messages/sending-rules-pace.ts';
import type { WhatsAppConfig } from '../config.ts';

/** A simulator bans nobody: there is nothing to be slow for. */
const SIMULATOR_LIMITS: SendingLimits = {
  ...SENDING_LIMITS,
  perMinute: 60_000,
  burst: 40_000,
  personGapSeconds: 0,
  jitterSeconds: 0,
  proactiveGapSeconds: 0,
};

/** How fast and how much our number may send by the settings of this process. */
export function sendingLimitsOf({ url, perMinute }: WhatsAppConfig): SendingLimits {
  return url === null ? { ...SENDING_LIMITS, perMinute } : SIMULATOR_LIMITS;
}
