import { useState } from 'react';
import type { EntitySettings } from '../../contracts/settings.ts';

/** What is being edited, and what it was when editing began. */
export type Draft = {
  readonly version: number;
  readonly base: EntitySettings;
  readonly settings: EntitySettings;
};

const KEY = 'vecino.settings';

/** A draft that outlives a reload and a new sign-in of this window, until it is saved or thrown away. */
export function useStoredDraft(): readonly [Draft | null, (draft: Draft | null) => void] {
  const [draft, setDraft] = useState(readStored);
  return [
    draft,
    (next) => {
      const isChanged = next !== null && !isSame(next.base, next.settings);
      setDraft(isChanged ? next : null);
      store(isChanged ? next : null);
    },
  ];
}

export type SectionName = keyof EntitySettings;

/** The sections in which two settings differ. */
export function listDifferent(one: EntitySettings, other: EntitySettings): readonly SectionName[] {
  return (Object.keys(one) as SectionName[]).filter((name) => !isSame(one[name], other[name]));
}

/** What I changed put upon what somebody else has saved meanwhile. */
export function mergeDraft({ base, settings }: Draft, theirs: EntitySettings): EntitySettings {
  const mine = listDifferent(base, settings);
  return { ...theirs, ...Object.fromEntries(mine.map((name) => [name, settings[name]])) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function readStored(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function store(draft: Draft | null): void {
  if (draft === null) {
    sessionStorage.removeItem(KEY);
  } else {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  }
}
