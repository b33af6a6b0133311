import type { HoldReason, SkipReason } from '../../domain/messages/sending-rules.ts';
import type { PlainMessageKey } from '../../locales/translate.ts';

/** The sentence that says why a message was never sent. A new reason does not compile until it has words. */
export const skipKey = (reason: SkipReason): PlainMessageKey => `sending.skip.${reason}`;

/** The sentence that says what a message waits for. */
export const holdKey = (reason: HoldReason): PlainMessageKey => `sending.hold.${reason}`;
