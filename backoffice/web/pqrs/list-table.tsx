import { Link } from '@tanstack/react-router';
import type { PqrsListItem } from '../../contracts/pqrs.ts';
import { LocalDay } from '../frame/date-time.tsx';
import { dayOf } from '../frame/dates.ts';
import { ROW_LINK } from '../frame/list-keys.ts';
import { Choose, ChooseAll } from '../lists/choose.tsx';
import { Reviewed } from '../lists/reviewed.tsx';
import type { Chosen } from '../lists/use-chosen.ts';
import { t } from '../words.ts';
import { petitionerWords } from './petitioner.ts';
import { Vencimiento } from './vencimiento.tsx';

const COLUMNS = ['radicado', 'due', 'kind', 'status', 'petitioner', 'barrio', 'received'] as const;

/** Drawn as cards, the parts of a table lose what they are for a screen reader; said aloud, they keep it. */
const AS = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

type Props = {
  readonly items: readonly PqrsListItem[];
  readonly caption: string;
  /** Which rows are chosen; null for who may do nothing with them. */
  readonly chosen: Chosen | null;
};

/** The rows. On a narrow screen each becomes a card; the explicit roles keep it a table for a screen reader. */
export function ListTable({ items, caption, chosen }: Props) {
  return (
    <div className="list-box">
      <table className="list" {...AS.table}>
        <caption>{caption}</caption>
        <thead {...AS.rowgroup}>
          <tr {...AS.row}>
            {chosen !== null && (
              <th scope="col" className="choose-cell" {...AS.columnheader}>
                <ChooseAll items={items} chosen={chosen} />
              </th>
            )}
            {COLUMNS.map((column) => (
              <th key={column} scope="col" {...AS.columnheader}>
                {t(`console.list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...AS.rowgroup}>
          {items.map((item) => (
            <Row key={item.radicado} item={item} chosen={chosen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item, chosen }: { readonly item: PqrsListItem; readonly chosen: Chosen | null }) {
  const cells = [
    ['kind', t(`console.kind.${item.kind}`), undefined],
    ['status', t(`console.status.${item.status}`), undefined],
    ['petitioner', petitionerWords(item), 'free'],
    ['barrio', item.barrio ?? '—', 'free'],
  ] as const;
  return (
    <tr {...AS.row}>
      {chosen !== null && (
        <td {...AS.cell} className="choose-cell">
          <Choose item={item} chosen={chosen} />
        </td>
      )}
      <th scope="row" {...AS.rowheader}>
        <Link to={`/pqrs/${item.radicado}`} className="row-link" {...ROW_LINK}>
          {item.radicado}
        </Link>
        {item.review !== null && <Reviewed review={item.review} />}
      </th>
      <td {...AS.cell} className="due">
        {item.dueOn !== null && <LocalDay value={item.dueOn} />} <Vencimiento value={item.vencimiento} />
      </td>
      {cells.map(([column, words, className]) => (
        <td key={column} {...AS.cell} data-label={t(`console.list.${column}`)} className={className}>
          {words}
        </td>
      ))}
      <td {...AS.cell} data-label={t('console.list.received')}>
        <LocalDay value={dayOf(item.receivedAt)} />
      </td>
    </tr>
  );
}
