import { plainText } from '../../domain/messages/content.ts';
import type { ContinuedConversation } from '../../domain/people/continuation.ts';
import { showMenu } from '../main-menu.ts';
import { findOpen, OpenDialog } from '../open-dialog.ts';
import { hasDraft, RESUME_DIALOG } from '../pqrs/start-filing.ts';
import { AVISO_DIALOG, adoptEarlierChoice } from '../privacy/aviso.ts';
import { QUESTION_DIALOG } from '../questions.ts';
import { scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { type ConversationState, MAX_LOST_FILES, openState } from '../state.ts';

/** The prompt on WhatsApp that asks before anything is joined. */
export const JOIN_DIALOG = 'continuation';

/** What is asked in one conversation and answered in it: these never move. */
const BOUND: ReadonlySet<string> = new Set([QUESTION_DIALOG, JOIN_DIALOG]);

/** What somebody had begun in a conversation, as far as it can go on in another one. */
type Begun = Pick<ConversationState, 'drafts' | 'parked' | 'place' | 'lostFiles' | 'sensitive'> & {
  readonly stack: ConversationState['dialogs']['dialogStack'];
};

/** Something begun, and the memory of the conversation that is left without it. */
type Parting = { readonly begun: Begun; readonly left: ConversationState };

/** What went on here, and what is left there. */
export type Moved = {
  /** What was open, to be opened here. */
  readonly stack: ConversationState['dialogs']['dialogStack'];
  readonly left: ConversationState;
  readonly fileIds: readonly string[];
};

/** The memory of another conversation, as it can be read today. */
export function readStateOf(dc: DialogContext, { state: stored }: ContinuedConversation): ConversationState {
  const { state } = openState(stored, ({ id, state: instance }) => {
    const dialog = dc.findDialog(id);
    return dialog instanceof OpenDialog && dialog.isReadable(instance);
  });
  return state;
}

/** Whether something was begun in a conversation and not ended. */
export function hasBegun(state: ConversationState): boolean {
  return part(state) !== null;
}

/**
 * Brings what was begun in another conversation here, exactly as it was; null when nothing was, or when something is
 * begun here too. What was open is not open yet: whoever calls says first what has happened.
 */
export function bringHere(dc: DialogContext, from: ConversationState): Moved | null {
  const { state, turn } = scopeOf(dc.context);
  const parting = part(from);
  if (parting === null || hasBegun(state) || (state.parked && from.parked)) {
    return null;
  }
  const { begun, left } = parting;
  state.drafts = begun.drafts;
  state.parked = begun.parked ?? state.parked;
  state.place = begun.place ?? state.place;
  state.lostFiles = [...state.lostFiles, ...begun.lostFiles].slice(-MAX_LOST_FILES);
  if (begun.sensitive) {
    state.sensitive = true;
    turn.markSensitive();
  }
  const { stack, drafts, parked } = begun;
  return { stack, left, fileIds: [...new Set(fileIdsIn([stack, drafts, parked]))] };
}

/** Opens what was brought here and asks for it; where nothing is open, asks what comes next. */
export async function goOnHere(dc: DialogContext, moved: Moved | null): Promise<void> {
  const scope = scopeOf(dc.context);
  if (moved && moved.stack.length > 0) {
    dc.stack.push(...moved.stack);
    await dc.repromptDialog();
  }
  if (findOpen(dc)) {
    return;
  }
  if (scope.state.privacy === 'unasked') {
    await adoptEarlierChoice(scope);
  }
  if (scope.state.privacy === 'unasked') {
    await dc.beginDialog(AVISO_DIALOG);
  } else if (hasDraft(scope)) {
    await dc.beginDialog(RESUME_DIALOG, { start: null });
  } else if (scope.state.parked === null) {
    await showMenu(dc);
  }
}

/** What was begun, taken out; null when there is nothing of it. */
function part(state: ConversationState): Parting | null {
  const { drafts, parked, place, lostFiles, sensitive } = state;
  const stack = state.dialogs.dialogStack.filter(({ id }) => !BOUND.has(id));
  const kept = state.dialogs.dialogStack.filter(({ id }) => BOUND.has(id));
  const isTold = Object.values(drafts).some(
    ({ answered, values }) => answered.length > 0 || Object.keys(values).length > 0,
  );
  if (stack.length === 0 && !isTold) {
    return null;
  }
  const left: ConversationState = {
    ...state,
    dialogs: { dialogStack: kept },
    drafts: {},
    parked: null,
    place: null,
    lostFiles: [],
    misses: 0,
    sensitive: false,
    promptId: kept.length > 0 ? state.promptId : null,
    missed: null,
  };
  return { begun: { stack, drafts, parked, place, lostFiles, sensitive }, left };
}

/** Takes over the privacy choice of the other conversation, where there is none in this one. */
export function adoptPrivacyOf(dc: DialogContext, { privacy }: ConversationState): void {
  const { state } = scopeOf(dc.context);
  state.privacy = state.privacy === 'unasked' ? privacy : state.privacy;
}

/** Says something in the other conversation, as the last work of the turn, and takes away what was brought here. */
export function leaveThere(
  dc: DialogContext,
  there: { readonly conversationId: string; readonly words: string; readonly moved: Moved | null },
): void {
  const { turn, world } = scopeOf(dc.context);
  const { conversationId, words, moved } = there;
  turn.atEnd(async () => {
    await turn.repositories.continuations.leave({
      conversationId,
      messageId: world.newId(),
      words: plainText(words),
      at: turn.now,
      moved: moved && {
        state: moved.left,
        idle: moved.left.dialogs.dialogStack.length === 0,
        fileIds: moved.fileIds,
        to: turn.conversation.id,
      },
    });
    return [];
  });
}

/** Every file that is named in what moves, however deep. */
function fileIdsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(fileIdsIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { fileId } = value as { readonly fileId?: unknown };
  return [...(typeof fileId === 'string' ? [fileId] : []), ...Object.values(value).flatMap(fileIdsIn)];
}
