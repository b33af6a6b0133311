import { z } from 'zod';
import type { TurnResult } from '../dialogs/turn.ts';

const StoredMemory = z.object({
  assistant: z.record(z.string(), z.unknown()),
  idle: z.boolean(),
  expectsFreeText: z.boolean(),
});

const EMPTY: TurnResult = { state: {}, idle: true, expectsFreeText: false };

/** What a conversation's row remembers of its last turn; an empty or unreadable row is a conversation that begins. */
export function readMemory(stored: unknown): TurnResult {
  const parsed = StoredMemory.safeParse(stored);
  if (!parsed.success) {
    return EMPTY;
  }
  const { assistant: state, idle, expectsFreeText } = parsed.data;
  return { state, idle, expectsFreeText };
}

/** The JSON that goes back to the row. */
export function toStoredMemory({ state, idle, expectsFreeText }: TurnResult): z.infer<typeof StoredMemory> {
  return { assistant: { ...state }, idle, expectsFreeText };
}
