import { useEffect, useReducer } from 'react';

const TICK_MS = 10_000;

/** What the clock of the server said, and when on the steady clock of this browser. */
export type ServerTime = { readonly atMs: number; readonly heardMs: number };

/** Notes what the server's clock has just said. The clock of this desk may be wrong; it is not asked. */
export function hearServerTime(now: string): ServerTime {
  return { atMs: Date.parse(now), heardMs: performance.now() };
}

/** The instant by the server's clock, in milliseconds, anew every ten seconds. */
export function useServerNow({ atMs, heardMs }: ServerTime): number {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return atMs + performance.now() - heardMs;
}
