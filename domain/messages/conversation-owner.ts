import { z } from 'zod';

/** Who answers: the assistant, nobody yet (a person was asked for), or a colleague. */
export const ConversationOwner = z.enum(['assistant', 'waiting', 'human']);
export type ConversationOwner = z.infer<typeof ConversationOwner>;
