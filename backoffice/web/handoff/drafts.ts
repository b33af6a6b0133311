import { useState } from 'react';
import type { FilledReply } from '../../contracts/replies.ts';

/** What was written and not sent: an answer and a note apart, so that a note is never sent by a wrong switch. */
export type Draft = {
  readonly mode: 'answer' | 'note';
  readonly answer: string;
  readonly note: string;
  /** The saved reply that the answer began with; null without one. */
  readonly reply: Pick<FilledReply, 'versionId' | 'name' | 'number'> | null;
  /** What was not known of a saved reply, as it was put into the answer: `[nombre]`. */
  readonly gaps: readonly string[];
};

const EMPTY: Draft = { mode: 'answer', answer: '', note: '', reply: null, gaps: [] };

/** Kept while the console is open, and nowhere else: leaving the console loads the page anew. */
const drafts = new Map<string, Draft>();

/** What was written in a conversation, kept when one looks at another one. */
export function useDraft(conversationId: string): readonly [Draft, (part: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => drafts.get(conversationId) ?? EMPTY);
  const change = (part: Partial<Draft>) => {
    const next = { ...(drafts.get(conversationId) ?? EMPTY), ...part };
    drafts.set(conversationId, next);
    setDraft(next);
  };
  return [draft, change];
}
