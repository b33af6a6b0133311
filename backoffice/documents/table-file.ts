import { Readable } from 'node:stream';
import { format } from 'fast-csv';
import writeXlsxFile from 'write-excel-file/node';
import { toSafeCell } from './safe-cell.ts';

/** A table in the order in which it is read: its heading and its rows, a text a cell. */
export type Table = {
  readonly sheet: string;
  readonly heading: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
};

/** The file that a table becomes, as it is sent. */
export type TableFile = {
  readonly contentType: string;
  readonly extension: string;
  readonly stream: Readable;
};

const COLUMN_WIDTH = 22;

/** As Excel of Colombia opens it with a double click: UTF-8 with its mark, and `;` between cells. It is never whole in memory. */
export function toCsvFile({ heading, rows }: Table): TableFile {
  const formatter = format({ delimiter: ';', rowDelimiter: '\r\n', writeBOM: true, headers: false });
  const source = Readable.from(cellsOf(heading, rows));
  source.on('error', (error) => formatter.destroy(error));
  formatter.on('close', () => source.destroy());
  return {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    stream: source.pipe(formatter) as unknown as Readable,
  };
}

/** A sheet whose cells are all texts. The library needs all of it in memory: callers keep it small. */
export async function toXlsxFile({ sheet, heading, rows }: Table): Promise<TableFile> {
  const data: { value: string; type: typeof String; fontWeight?: 'bold' }[][] = [];
  for await (const cells of cellsOf(heading, rows)) {
    const bold = data.length === 0 ? { fontWeight: 'bold' as const } : {};
    data.push(cells.map((value) => ({ value, type: String, ...bold })));
  }
  const bytes = await writeXlsxFile(data, {
    sheet,
    stickyRowsCount: 1,
    columns: heading.map(() => ({ width: COLUMN_WIDTH })),
  }).toBuffer();
  return {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    stream: Readable.from([bytes]),
  };
}

async function* cellsOf(
  heading: Table['heading'],
  rows: Table['rows'],
): AsyncGenerator<string[], void, undefined> {
  yield heading.map(toSafeCell);
  for await (const row of rows) {
    yield row.map(toSafeCell);
  }
}
