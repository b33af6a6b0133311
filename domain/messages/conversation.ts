import type { Care } from '../handoff/care.ts';
import type { Channel } from './address.ts';
import type { Sensitivity } from './sensitivity.ts';

/** What a turn knows of its conversation. */
export type Conversation = Care & {
  readonly id: string;
  readonly channel: Channel;
  readonly contactId: string;
  readonly sensitivity: Sensitivity;
};

/** Why the assistant asks for a colleague. Ends in the console, never in front of the citizen. */
export type HandoffReason = 'asked' | 'not-understood' | 'message-failed' | 'danger';
