import { useRef, useState } from 'react';
import type { PqrsListItem } from '../../contracts/pqrs.ts';
import type { IntakeFileView, OpenPqrsBody } from '../../contracts/pqrs-intake.ts';
import { newActId } from '../handoff/new-id.ts';

/** What was typed of a PQRS that is not filed yet. `id`: what makes it the same PQRS when it is sent again. */
export type IntakeDraft = {
  readonly id: string;
  readonly kind: PqrsListItem['kind'] | '';
  readonly aboutService: 'si' | 'no';
  readonly object: string;
  readonly reasons: string;
  readonly accountNumber: string;
  readonly barrio: string;
  readonly channel: OpenPqrsBody['channel'];
  /** Day and hour in Bogotá, '2026-11-20T10:00'; empty: now. */
  readonly receivedAt: string;
  readonly lateReason: string;
  readonly readBack: 'si' | 'no' | '';
  readonly who: 'new' | 'known' | 'anonymous';
  readonly contactId: string;
  readonly contactWords: string;
  readonly name: string;
  readonly document: string;
  readonly phone: string;
  readonly email: string;
  readonly postalAddress: string;
  readonly aviso: NonNullable<OpenPqrsBody['aviso']> | '';
  readonly files: readonly IntakeFileView[];
  /** The messages of the conversation that it is about, and their files. */
  readonly messageIds: readonly string[];
  readonly annexIds: readonly string[];
};

type Part = Partial<IntakeDraft>;

/** A function is given what was typed by then: a file takes a while to arrive. */
export type ChangeDraft = (part: Part | ((draft: IntakeDraft) => Part)) => void;

/** Nothing typed yet. */
export function emptyDraft(): IntakeDraft {
  return {
    id: newActId(),
    ...{ kind: '', aboutService: 'si', object: '', reasons: '', accountNumber: '', barrio: '' },
    ...{ channel: 'ventanilla', receivedAt: '', lateReason: '', readBack: '' },
    ...{ who: 'new', contactId: '', contactWords: '', name: '', document: '', phone: '', email: '' },
    ...{ postalAddress: '', aviso: '', files: [], messageIds: [], annexIds: [] },
  };
}

/**
 * What was typed, kept in this window until it is filed: a reload in the middle of a call loses nothing.
 *
 * `place` is the conversation that it comes from, or empty for whoever stands at the window.
 */
export function useIntakeDraft(place: string): {
  readonly draft: IntakeDraft;
  readonly change: ChangeDraft;
  /** Forgets what was typed, and begins another one. */
  readonly clear: () => void;
} {
  const key = `vecino.pqrs-nueva.${place}`;
  const [draft, setDraft] = useState(() => readStored(key));
  const latest = useRef(draft);
  const keep = (next: IntakeDraft) => {
    latest.current = next;
    setDraft(next);
  };
  return {
    draft,
    change: (part) => {
      const next = { ...latest.current, ...(typeof part === 'function' ? part(latest.current) : part) };
      sessionStorage.setItem(key, JSON.stringify(next));
      keep(next);
    },
    clear: () => {
      sessionStorage.removeItem(key);
      keep(emptyDraft());
    },
  };
}

function readStored(key: string): IntakeDraft {
  try {
    return { ...emptyDraft(), ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<IntakeDraft>) };
  } catch {
    return emptyDraft();
  }
}
