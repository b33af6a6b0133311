import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { useMay } from '../session.tsx';

/** So much of a line in sight counts as the line. */
const ENOUGH_PX = 24;

/** Tells the server what was on the screen of a colleague who may answer, while the tab was in sight. */
export function useSeen(box: RefObject<HTMLElement | null>, { id, unread }: InboxDetail): void {
  const mayWork = useMay('conversations:work');
  const client = useQueryClient();
  const told = useRef(0);
  const look = () => {
    const upTo = box.current === null ? 0 : lastSeqInSight(box.current);
    if (!(mayWork && unread && upTo > told.current) || document.visibilityState !== 'visible') {
      return;
    }
    const before = told.current;
    told.current = upTo;
    api.post(`/conversations/${id}/seen`, { upTo }).then(
      () => client.invalidateQueries({ queryKey: ['conversations'] }),
      () => {
        told.current = before;
      },
    );
  };
  useEffect(() => {
    look();
    document.addEventListener('visibilitychange', look);
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('scroll', look, { capture: true });
    };
  });
}

function lastSeqInSight(box: HTMLElement): number {
  const bottomPx = Math.min(box.getBoundingClientRect().bottom, window.innerHeight);
  const lines = [...box.querySelectorAll<HTMLElement>('[data-seq]')];
  const last = lines.findLast((line) => {
    const { top, height } = line.getBoundingClientRect();
    return top + Math.min(height, ENOUGH_PX) <= bottomPx;
  });
  return Number(last?.getAttribute('data-seq') ?? 0);
}
