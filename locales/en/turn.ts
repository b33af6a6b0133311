import type { turn as source } from '../es-co/turn.ts';

/** The same sentences in English. */
export const turn: Record<keyof typeof source, string> = {
  'turn.keptForPerson':
    'I received your message and it is safe, but I could not answer it myself. A person of the team will look at it. You do not need to send it again.',
};
