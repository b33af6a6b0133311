import { z } from 'zod';

/**
 * What a conversation is about, as far as it says who should care for it. `general`: nothing in particular, which
 * every conversation is until the assistant understands something.
 */
export const CareTopic = z.enum([
  'general',
  'filing',
  'status',
  'failure',
  'interventions',
  'payment',
  'invoice',
  'hours',
  'rights',
  'health',
  'danger',
]);
export type CareTopic = z.infer<typeof CareTopic>;
