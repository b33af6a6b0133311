import type { ReactNode } from 'react';

/** Drawn as cards, the parts of a table lose what they are for a screen reader; said aloud, they keep it. */
const AS = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** One row: what heads it, and the rest in the order of the columns. */
type StackedRow = {
  readonly key: string;
  /** What chooses it; left out where nothing is chosen. */
  readonly choose?: ReactNode;
  readonly head: ReactNode;
  readonly cells: readonly ReactNode[];
};

type Props = {
  /** What it lists, said to who cannot see it. */
  readonly caption: string;
  /** The first one is of what heads the rows. */
  readonly columns: readonly string[];
  /** What is called the column of what chooses; left out where nothing is chosen. */
  readonly chooseLabel?: string;
  readonly rows: readonly StackedRow[];
};

/** A table whose rows become cards where it is narrow. */
export function StackedTable({ caption, columns, chooseLabel, rows }: Props) {
  return (
    <div className="stacked-box">
      <table className="stacked" aria-label={caption} {...AS.table}>
        <thead {...AS.rowgroup}>
          <tr {...AS.row}>
            {chooseLabel !== undefined && (
              <th scope="col" {...AS.columnheader}>
                <span className="aside">{chooseLabel}</span>
              </th>
            )}
            {columns.map((words) => (
              <th key={words} scope="col" {...AS.columnheader}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...AS.rowgroup}>
          {rows.map(({ key, choose, head, cells }) => (
            <tr key={key} {...AS.row}>
              {chooseLabel !== undefined && (
                <td className="choose-cell" {...AS.cell}>
                  {choose}
                </td>
              )}
              <th scope="row" {...AS.rowheader}>
                {head}
              </th>
              {columns.slice(1).map((words, place) => (
                <td key={words} data-label={words} {...AS.cell}>
                  {cells[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
