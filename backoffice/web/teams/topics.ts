import type { InboxItem } from '../../contracts/handoff.ts';

/** What a conversation can be about, in the order in which it is offered. */
export const TOPICS = [
  'filing',
  'status',
  'failure',
  'danger',
  'interventions',
  'invoice',
  'payment',
  'hours',
  'rights',
  'health',
  'general',
] as const satisfies readonly InboxItem['topic'][];
