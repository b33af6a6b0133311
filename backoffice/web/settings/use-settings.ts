import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  EntitySettings,
  SettingsIssues,
  SettingsView,
  VersionConflict,
} from '../../contracts/settings.ts';
import { ApiFailure, api } from '../api.ts';
import { notify } from '../frame/notify.tsx';
import { useLive } from '../live.ts';
import { t } from '../words.ts';
import { type Draft, listDifferent, mergeDraft, type SectionName, useStoredDraft } from './draft.ts';
import type { Issue } from './form.tsx';

const KEY = ['settings', 'entity'] as const;

/** What somebody else did while this was edited. */
export type Clash = {
  readonly conflict: VersionConflict;
  readonly theirs: readonly SectionName[];
  readonly both: readonly SectionName[];
};

/** The settings as they are stored. */
export function useSettingsView() {
  useLive(['settings']);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<SettingsView>('/settings/entity', { signal }),
  });
}

/** Editing them: a draft, what is wrong with it, saving it, and what to do when somebody else was faster. */
export function useEditing(view: SettingsView) {
  const client = useQueryClient();
  const [stored, setStored] = useStoredDraft();
  const [wasRestored] = useState(stored !== null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [clash, setClash] = useState<Clash | null>(null);
  const draft: Draft = stored ?? { version: view.version, base: view.settings, settings: view.settings };

  const accept = (saved: SettingsView) => {
    client.setQueryData(KEY, saved);
    void client.invalidateQueries({ queryKey: ['entity'] });
  };
  const fail = (error: Error) => {
    const { code, body } = error instanceof ApiFailure ? error : { code: '', body: null };
    if (code === 'settings-invalid') {
      setIssues((body as SettingsIssues).issues);
    }
    if (code === 'version-conflict') {
      const conflict = body as VersionConflict;
      setClash(clashOf(draft, conflict));
      setStored(rebase(draft, conflict.current));
      client.setQueryData(KEY, conflict.current);
    }
  };
  const saving = useMutation({
    mutationFn: () =>
      api.put<SettingsView>('/settings/entity', { version: draft.version, settings: draft.settings }),
    onSuccess: (saved) => {
      accept(saved);
      reset();
      notify(t('console.settings.saved'));
    },
    onError: fail,
  });
  const reset = () => {
    setStored(null);
    setIssues([]);
    setClash(null);
    saving.reset();
  };
  return {
    ...{ draft, issues, clash, saving, reset, fail, wasRestored },
    isDirty: stored !== null,
    change: (settings: EntitySettings) => setStored({ ...draft, settings }),
    /** The logo was saved by itself: the draft goes on upon the version that this made. */
    acceptLogo: (saved: SettingsView) => {
      accept(saved);
      if (stored !== null) {
        setStored(rebase(draft, saved));
      }
    },
  };
}

function clashOf(draft: Draft, conflict: VersionConflict): Clash {
  const theirs = listDifferent(draft.base, conflict.current.settings);
  const mine = listDifferent(draft.base, draft.settings);
  return { conflict, theirs, both: mine.filter((section) => theirs.includes(section)) };
}

function rebase(draft: Draft, { version, settings }: SettingsView): Draft {
  return { version, base: settings, settings: mergeDraft(draft, settings) };
}
