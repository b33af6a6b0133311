import { useState } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import type { useAct } from './use-act.ts';

/** Taking a conversation: at once when nobody has it, and asked once more when a colleague does. */
export function useTake({ owner, assignee }: InboxDetail, act: ReturnType<typeof useAct>) {
  const [isAsked, setAsked] = useState(false);
  const holder = owner === 'human' ? assignee : null;
  const take = () => {
    setAsked(false);
    act.mutate({ act: 'take', from: holder?.id ?? null });
  };
  const press = () => (holder === null ? take() : setAsked(true));
  return { isAsked, holder, take, press, cancel: () => setAsked(false) };
}
