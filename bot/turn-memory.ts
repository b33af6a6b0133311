import { z } from 'zod';
import type { AssistantState, TurnResult } from '../dialogs/turn.ts';

const StoredMemory = z.object({
  assistant: z.record(z.string(), z.unknown()),
  idle: z.boolean(),
  expectsFreeText: z.boolean(),
});

/** What a conversation's row remembers: the assistant's own state, and what the engine asks of it. */
export type Memory = TurnResult;

const EMPTY: Memory = { state: {}, idle: true, expectsFreeText: false };

/** Reads the row's JSON; an empty or unreadable one is a conversation that begins. */
export function readMemory(stored: unknown): Memory & { readonly assistant: AssistantState } {
  const parsed = StoredMemory.safeParse(stored);
  const memory = parsed.success
    ? { state: parsed.data.assistant, idle: parsed.data.idle, expectsFreeText: parsed.data.expectsFreeText }
    : EMPTY;
  return { ...memory, assistant: memory.state };
}

/** The JSON that goes back to the row. */
export function toStoredMemory({ state, idle, expectsFreeText }: TurnResult): z.infer<typeof StoredMemory> {
  return { assistant: { ...state }, idle, expectsFreeText };
}
