import { useSyncExternalStore } from 'react';
import type { AnswerFileView } from '../../contracts/handoff.ts';
import type { FilledReply } from '../../contracts/replies.ts';

/** A file that goes with an answer: on its way to the server, kept there, or refused with the words why. */
export type DraftFile = { readonly key: string; readonly name: string } & (
  | { readonly state: 'uploading'; readonly share: number }
  | { readonly state: 'kept'; readonly file: AnswerFileView }
  | { readonly state: 'refused'; readonly why: string }
);

/** What was written and not sent: an answer and a note apart, so that a note is never sent by a wrong switch. */
export type Draft = {
  readonly mode: 'answer' | 'note';
  readonly answer: string;
  readonly note: string;
  /** The saved reply that the answer began with; null without one. */
  readonly reply: Pick<FilledReply, 'versionId' | 'name' | 'number'> | null;
  /** What was not known of a saved reply, as it was put into the answer: `[nombre]`. */
  readonly gaps: readonly string[];
  /** What goes with the answer; a note carries none. */
  readonly files: readonly DraftFile[];
};

const EMPTY: Draft = { mode: 'answer', answer: '', note: '', reply: null, gaps: [], files: [] };

/** Kept while the console is open, and nowhere else: leaving the console loads the page anew. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was written in a conversation by now. */
export function draftOf(conversationId: string): Draft {
  return drafts.get(conversationId) ?? EMPTY;
}

/** Changes what was written in a conversation, also while one looks at another one. */
export function changeDraft(conversationId: string, part: Partial<Draft>): void {
  drafts.set(conversationId, { ...draftOf(conversationId), ...part });
  for (const listener of listeners) {
    listener();
  }
}

/** What was written in a conversation, kept when one looks at another one. */
export function useDraft(conversationId: string): readonly [Draft, (part: Partial<Draft>) => void] {
  const draft = useSyncExternalStore(subscribe, () => draftOf(conversationId));
  return [draft, (part) => changeDraft(conversationId, part)];
}
