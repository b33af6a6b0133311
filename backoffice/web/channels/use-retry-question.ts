import { useState } from 'react';
import type { RetryBody, RetryResult } from '../../contracts/outbox.ts';
import { useRetry } from './use-outbox.ts';

/** What the server must know of a row to try it again. */
export type RetriedRow = { readonly id: string; readonly source: keyof RetryBody };

/** The question before rows are tried again, and what came of the last yes. */
export type RetryQuestion = {
  /** Empty while nothing is asked. */
  readonly asked: readonly RetriedRow[];
  readonly result: RetryResult | null;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly ask: (rows: readonly RetriedRow[]) => void;
  readonly close: () => void;
  readonly confirm: () => void;
};

/** Asks before rows are tried again. `onDone` is called once they were. */
export function useRetryQuestion(onDone: () => void): RetryQuestion {
  const [asked, setAsked] = useState<readonly RetriedRow[]>([]);
  const [result, setResult] = useState<RetryResult | null>(null);
  const { mutate, reset, isPending, error } = useRetry();
  const onSuccess = (became: RetryResult) => {
    setAsked([]);
    setResult(became);
    onDone();
  };
  return {
    ...{ asked, result, isPending, error },
    ask: (rows) => {
      reset();
      setResult(null);
      setAsked(rows);
    },
    close: () => setAsked([]),
    confirm: () => mutate(toBody(asked), { onSuccess }),
  };
}

function toBody(rows: readonly RetriedRow[]): RetryBody {
  const idsOf = (source: keyof RetryBody) => rows.filter((row) => row.source === source).map(({ id }) => id);
  return { messages: idsOf('messages'), events: idsOf('events'), setApart: idsOf('setApart') };
}
