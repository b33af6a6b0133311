import { useState } from 'react';

/** The most that one action changes. */
export const MAX_CHOSEN = 500;

type Row = { readonly radicado: string; readonly version: number };

export type Chosen = {
  /** As they were seen when they were chosen. */
  readonly rows: readonly Row[];
  readonly has: (radicado: string) => boolean;
  readonly toggle: (row: Row) => void;
  readonly set: (rows: readonly Row[]) => void;
  readonly clear: () => void;
};

/** Which rows of a list are chosen, with the version that was seen of each. Another filter chooses anew. */
export function useChosen(listKey: string): Chosen {
  const [state, setState] = useState<{ key: string; rows: ReadonlyMap<string, Row> }>({
    key: listKey,
    rows: new Map(),
  });
  const rows: ReadonlyMap<string, Row> = state.key === listKey ? state.rows : new Map();
  const put = (next: ReadonlyMap<string, Row>) => setState({ key: listKey, rows: next });
  return {
    rows: [...rows.values()],
    has: (radicado) => rows.has(radicado),
    toggle: (row) => {
      const next = new Map(rows);
      if (!next.delete(row.radicado)) {
        next.set(row.radicado, { radicado: row.radicado, version: row.version });
      }
      put(next);
    },
    set: (chosen) => put(new Map(chosen.map(({ radicado, version }) => [radicado, { radicado, version }]))),
    clear: () => put(new Map()),
  };
}
