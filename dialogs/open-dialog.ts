import { Dialog, type DialogContext, type DialogInstance, type TurnContext } from './sdk.ts';

/** After this many answers that were not understood, a person is offered ways out. */
export const MAX_MISSES = 3;

/** The id of the dialog that offers them. */
export const STUCK_DIALOG = 'stuck';

/** The result of a dialog that let a message go: it is understood as if nothing had been open. */
export const RELEASED = 'released';

/** A dialog that the main dialog can interrupt, take back and read from storage. */
export abstract class OpenDialog extends Dialog {
  /** Whether what was stored for this dialog can still be continued. */
  abstract isReadable(stored: Record<string, unknown>): boolean;

  /** Whether the message names one of the options on the screen: then it is an answer, never a command. */
  abstract claims(context: TurnContext, instance: DialogInstance): boolean;

  /** Whether an answer may be any text at all. */
  abstract expectsFreeText(context: TurnContext, instance: DialogInstance): boolean;

  /** Whether a file may be an answer, or the beginning of something new; elsewhere only words will do. */
  readonly takesFiles: boolean = true;

  /** "Atrás": shows the previous question, or says that there is none. */
  abstract goBack(dc: DialogContext): Promise<void>;

  /** No message is recognised twice: only `continueDialog` reads it. */
  protected override onPreBubbleEvent(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/** The dialog on top of the stack, or null when nothing is open. */
export function findOpen(dc: DialogContext): { dialog: OpenDialog; instance: DialogInstance } | null {
  const instance = dc.activeDialog;
  const dialog = instance ? dc.findDialog(instance.id) : undefined;
  return instance && dialog instanceof OpenDialog ? { dialog, instance } : null;
}
