import { z } from 'zod';
import type { Channel } from './address.ts';
import type { Sensitivity } from './sensitivity.ts';

/** Who answers: the assistant, nobody yet (a person was asked for), or a colleague. */
export const ConversationOwner = z.enum(['assistant', 'waiting', 'human']);
export type ConversationOwner = z.infer<typeof ConversationOwner>;

/** What a turn knows of its conversation. */
export type Conversation = {
  readonly id: string;
  readonly channel: Channel;
  readonly contactId: string;
  readonly owner: ConversationOwner;
  readonly sensitivity: Sensitivity;
};

/** Why the assistant asks for a colleague. Ends in the console, never in front of the citizen. */
export type HandoffReason = 'asked' | 'not-understood' | 'message-failed' | 'danger';
