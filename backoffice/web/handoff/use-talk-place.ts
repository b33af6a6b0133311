import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { InboxLineView } from '../../contracts/handoff.ts';

/** So near the end, one is at the end. */
const NEAR_PX = 24;

type Place = { readonly first: string | null; readonly heightPx: number };

/**
 * Keeps the place in the lines: whoever is at the end stays there as lines come, and whoever reads further up stays
 * with what they read, also when earlier lines are put before it.
 */
export function useTalkPlace(box: RefObject<HTMLElement | null>, lines: readonly InboxLineView[]) {
  const [isAtEnd, setAtEnd] = useState(true);
  const atEnd = useRef(true);
  const last = useRef<Place>({ first: null, heightPx: 0 });
  useLayoutEffect(() => {
    if (box.current) {
      last.current = keepPlace(box.current, { isAtEnd: atEnd.current, before: last.current, lines });
    }
  }, [box, lines]);
  useEffect(() => stayAtEnd(box.current, atEnd), [box]);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    setAtEnd(atEnd.current);
  };
  return { isAtEnd, toEnd, onScroll };
}

type Circumstances = {
  readonly isAtEnd: boolean;
  readonly before: Place;
  readonly lines: readonly InboxLineView[];
};

function keepPlace(box: HTMLElement, { isAtEnd, before, lines }: Circumstances): Place {
  const first = lines[0]?.id ?? null;
  if (isAtEnd) {
    box.scrollTop = box.scrollHeight;
  } else if (first !== before.first) {
    box.scrollTop += box.scrollHeight - before.heightPx;
  }
  return { first, heightPx: box.scrollHeight };
}

/** The box becomes lower when what stands below it grows, and the lines become higher when a picture has come. */
function stayAtEnd(box: HTMLElement | null, atEnd: RefObject<boolean>): (() => void) | undefined {
  if (box === null) {
    return undefined;
  }
  const observer = new ResizeObserver(() => {
    if (atEnd.current) {
      box.scrollTop = box.scrollHeight;
    }
  });
  for (const watched of [box, ...box.children]) {
    observer.observe(watched);
  }
  return () => observer.disconnect();
}
