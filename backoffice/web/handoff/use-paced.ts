import { useEffect, useRef, useState } from 'react';
import { createPacer } from './pacer.ts';

/** A pacer of a component: the work is the one of its latest rendering. */
export function usePaced(work: () => Promise<unknown>, pauseMs: number): () => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const [ask] = useState(() => createPacer(() => latest.current(), pauseMs));
  return ask;
}
