import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { FilledReply } from '../../contracts/replies.ts';
import type { Draft } from './drafts.ts';
import { insertReply, type Selection } from './insert-reply.ts';

type Options = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: Draft;
  readonly onDraft: (part: Partial<Draft>) => void;
};

/** Puts a saved reply into an answer where one writes in it, and remembers with which version the answer began. */
export function useSavedReply({ field, draft, onDraft }: Options) {
  const [picker, setPicker] = useState<'closed' | 'open' | 'chosen'>('closed');
  const next = useRef<Selection | null>(null);
  const { answer } = draft;
  useLayoutEffect(() => {
    if (next.current !== null && field.current?.value === answer) {
      field.current.focus();
      field.current.setSelectionRange(next.current.from, next.current.to);
      next.current = null;
    }
  }, [field, answer]);
  const choose = (chosen: FilledReply) => {
    const { selectionStart = answer.length, selectionEnd = answer.length } = field.current ?? {};
    const { text, selection } = insertReply(answer, { from: selectionStart, to: selectionEnd }, chosen);
    const { versionId, name, number } = chosen;
    const gaps = [...new Set([...draft.gaps, ...chosen.gaps])];
    next.current = selection;
    setPicker('chosen');
    onDraft({ answer: text, reply: { versionId, name, number }, gaps });
  };
  return {
    isOpen: picker === 'open',
    /** The focus goes back to where it was asked, unless one goes on in the field. */
    returnsFocus: picker !== 'chosen',
    open: () => setPicker('open'),
    close: () => setPicker('closed'),
    choose,
    /** What is still to be filled in. */
    gaps: draft.gaps.filter((gap) => answer.includes(gap)),
  };
}
