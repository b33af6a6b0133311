import { z } from 'zod';
import type { FormPosition } from './form-screen.ts';
import type { DialogContext, DialogInstance } from './sdk.ts';

const Position = z.strictObject({
  at: z.string(),
  editing: z.boolean(),
  misses: z.int(),
  memo: z.unknown().optional(),
});

/** Where a stored form stands; null when it cannot be read. */
export function findPosition(stored: Record<string, unknown>): FormPosition | null {
  return Position.safeParse(stored).data ?? null;
}

/** Where the form stands. Throws for anything but a form's own state. */
export function positionOf(instance: DialogInstance | undefined): FormPosition {
  return Position.parse(instance?.state);
}

/** The same position, with what its question learned. */
export function withMemo(position: FormPosition, memo: unknown): FormPosition {
  return memo === undefined ? position : { ...position, memo };
}

/** Moves the form that is on top. */
export function move(dc: DialogContext, position: FormPosition): void {
  if (dc.activeDialog) {
    dc.activeDialog.state = position;
  }
}
