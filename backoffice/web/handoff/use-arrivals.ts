import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { InboxItem, InboxList } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { useGo } from '../frame/link.tsx';
import { useLiveChange } from '../live.ts';
import { t } from '../words.ts';
import { useDesktopChoice, useSoundChoice } from './alert-choice.ts';
import { channelWords } from './inbox-words.ts';
import { ring } from './ring.ts';
import { usePaced } from './use-paced.ts';

/** Where more than so many wait, one more is no news. */
const MAX_ROWS = 100;
const PAUSE_MS = 2_000;

/** Tells of whoever begins to wait while the tab is not in sight, as far as it was switched on. */
export function useArrivals(): void {
  const [isDesktop] = useDesktopChoice();
  const [isSound] = useSoundChoice();
  const isOn = isDesktop || isSound;
  const go = useGo();
  const { data, refetch } = useQuery({
    queryKey: ['conversations', 'arrivals'],
    queryFn: ({ signal }) =>
      api.get<InboxList>('/conversations', { query: { view: 'sin-atender', limit: MAX_ROWS }, signal }),
    enabled: isOn,
  });
  const ask = usePaced(() => refetch(), PAUSE_MS);
  useLiveChange(['conversations'], () => isOn && ask());
  useNew(isOn ? data : undefined, (items) => {
    if (isSound) {
      ring();
    }
    if (isDesktop) {
      for (const item of items) {
        tell(item, () => go(`/conversaciones/${item.id}`));
      }
    }
  });
}

/** Calls back with who was not there the last time, while nobody looks. */
function useNew(list: InboxList | undefined, onNew: (items: readonly InboxItem[]) => void): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = list ? new Set(list.items.map(waitOf)) : null;
    const items = before && list ? list.items.filter((item) => !before.has(waitOf(item))) : [];
    if (items.length > 0 && document.hidden) {
      onNew(items);
    }
  });
}

/** The same person who waits anew is news. */
function waitOf({ id, waitingSince }: InboxItem): string {
  return `${id} ${waitingSince}`;
}

/** Says that somebody waits, never who or why: a notice also stands where others can read it. */
function tell({ id, channel }: InboxItem, onOpen: () => void): void {
  const body = t('console.handoff.alertBody', { channel: channelWords(channel) });
  try {
    const notice = new Notification(t('console.handoff.alertTitle'), { body, tag: id });
    notice.onclick = () => {
      window.focus();
      notice.close();
      onOpen();
    };
  } catch {
    // The browsers of some phones have notices, but not from a page.
  }
}
