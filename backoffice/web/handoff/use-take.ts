import { useState } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import type { useAct } from './use-act.ts';

/**
 * Taking a conversation, or reopening one that a colleague ended: at once when nobody has it, and asked once more when a
 * colleague does.
 */
export function useTake({ owner, assignee, possible }: InboxDetail, act: ReturnType<typeof useAct>) {
  const [isAsked, setAsked] = useState(false);
  const holder = owner === 'human' ? assignee : null;
  const take = () => {
    setAsked(false);
    act.mutate({ act: 'take', from: holder?.id ?? null });
  };
  const isReopening = possible.includes('reopen');
  const begin = () => (isReopening ? act.mutate({ act: 'reopen' }) : take());
  const press = () => (holder === null ? begin() : setAsked(true));
  return {
    isPossible: isReopening || possible.includes('take'),
    isReopening,
    isAsked,
    holder,
    take,
    press,
    cancel: () => setAsked(false),
  };
}
