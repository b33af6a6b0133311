import { useEffect, useRef } from 'react';
import type { LiveChange, LiveKind } from '../contracts/live.ts';
import { openLiveSource } from './live-source.ts';
import { queryClient } from './query-client.ts';
import { SESSION_KEY } from './session-query.ts';

/** `subjects`: which ones; null when it may be any. */
type Listener = (kind: LiveKind, subjects: ReadonlySet<string> | null) => void;

const listeners = new Map<LiveKind, Set<Listener>>();

/** Answers whose key begins with one of these kinds are asked for again as soon as the server says that they changed. */
export function useLive(kinds: readonly LiveKind[]): void {
  useLiveChange(kinds, (kind) => {
    void queryClient.invalidateQueries({ queryKey: [kind] });
  });
}

/** Calls back when something of these kinds has changed, for screens that must not move under the reader. */
export function useLiveChange(kinds: readonly LiveKind[], onChange: Listener): void {
  const names = kinds.join(' ');
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const call: Listener = (kind, subjects) => latest.current(kind, subjects);
    const added = (names.split(' ') as LiveKind[]).map((kind) => add(kind, call));
    return () => {
      for (const remove of added) {
        remove();
      }
    };
  }, [names]);
}

/** What was asked before the first line was open may have changed in between: it is asked again once, a moment later. */
const SETTLING_MS = 1_000;

/** Listens to the server while somebody is signed in. */
export function listen(): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined;
  const stop = openLiveSource((message) => {
    if (message.kind === 'place') {
      settling ??= setTimeout(askAgain, SETTLING_MS);
    } else if (message.kind === 'changes') {
      for (const kind of new Set(message.changes.map((change) => change.kind))) {
        announce(kind, subjectsOf(kind, message.changes));
      }
    } else if (message.kind === 'reset') {
      announceAll();
    } else {
      void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
    }
  });
  return () => {
    clearTimeout(settling);
    stop();
  };
}

function add(kind: LiveKind, listener: Listener): () => void {
  const ofKind = listeners.get(kind) ?? new Set();
  listeners.set(kind, ofKind.add(listener));
  return () => {
    ofKind.delete(listener);
  };
}

function subjectsOf(kind: LiveKind, changes: readonly LiveChange[]): ReadonlySet<string> {
  return new Set(changes.filter((change) => change.kind === kind).map(({ subject }) => subject));
}

/** What nobody looks at is only marked, and asked for when somebody does. */
function announce(kind: LiveKind, subjects: ReadonlySet<string> | null): void {
  void queryClient.invalidateQueries({ queryKey: [kind], refetchType: 'none' });
  for (const listener of listeners.get(kind) ?? []) {
    listener(kind, subjects);
  }
}

/** What failed stays as it is: whoever reads has been told, and says when to try again. */
function askAgain(): void {
  const isLive = (kind: unknown) => [...listeners.keys()].some((one) => one === kind);
  void queryClient.invalidateQueries(
    { predicate: ({ queryKey: [kind], state }) => state.status === 'success' && isLive(kind) },
    // A page that is on its way is not thrown away.
    { cancelRefetch: false },
  );
}

function announceAll(): void {
  for (const kind of listeners.keys()) {
    announce(kind, null);
  }
}
