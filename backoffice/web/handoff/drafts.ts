import { useState } from 'react';

/** What was written and not sent: an answer and a note apart, so that a note is never sent by a wrong switch. */
export type Draft = { readonly mode: 'answer' | 'note'; readonly answer: string; readonly note: string };

const EMPTY: Draft = { mode: 'answer', answer: '', note: '' };

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
