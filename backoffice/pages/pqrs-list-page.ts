import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { Translate } from '../../locales/translate.ts';
import type { PqrsList, PqrsListItem } from '../contracts/pqrs.ts';
import { StatusFilter, VencimientoFilter } from '../contracts/pqrs.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { renderShortDay } from './format.ts';
import { CONSOLE_PATH, type PageWords, renderFrame } from './frame.ts';
import { type Html, html } from './html.ts';
import { petitionerOf } from './petitioner.ts';
import { renderVencimiento } from './vencimiento.ts';

/** What the list is narrowed by, as it stands in the address. */
export type ListFilter = { readonly status: StatusFilter; readonly vencimiento: VencimientoFilter };

type ListPage = PageWords & {
  readonly staff: StaffSession['staff'];
  readonly list: PqrsList;
  readonly filter: ListFilter;
  readonly isFirstPage: boolean;
};

/** The work queue: what expires first comes first. */
export function renderPqrsListPage(page: ListPage): Html {
  const { t, list } = page;
  const content = html`<h1>${t('console.list.title')}</h1>
${renderFilters(page)}
${list.items.length > 0 ? renderTable(page) : renderEmpty(t)}
${renderPages(page)}`;
  return renderFrame({ ...page, title: t('console.list.title'), content });
}

function renderFilters({ t, filter }: ListPage): Html {
  const statuses = StatusFilter.options.map((value) => ({ value, words: statusWords(value, t) }));
  const vencimientos = VencimientoFilter.options.map((value) => ({
    value,
    words: t(`console.vencimientoFilter.${value}`),
  }));
  return html`<form class="filters" method="get" action="${CONSOLE_PATH}" aria-label="${t('console.list.filters')}">
${renderSelect({ name: 'estado', label: t('console.list.status'), options: statuses, chosen: filter.status })}
${renderSelect({
  name: 'vencimiento',
  label: t('console.list.vencimiento'),
  options: vencimientos,
  chosen: filter.vencimiento,
})}
<button type="submit">${t('console.list.apply')}</button>
</form>`;
}

type Select = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly chosen: string;
};

function renderSelect({ name, label, options, chosen }: Select): Html {
  const choices = options.map(({ value, words }) =>
    value === chosen
      ? html`<option value="${value}" selected>${words}</option>`
      : html`<option value="${value}">${words}</option>`,
  );
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}">${choices}</select></div>`;
}

/** On a narrow screen each row becomes a card; the explicit roles keep it a table for a screen reader. */
function renderTable({ t, list, filter }: ListPage): Html {
  const caption = t('console.list.caption', {
    filter:
      `${statusWords(filter.status, t)}, ${t(`console.vencimientoFilter.${filter.vencimiento}`)}`.toLowerCase(),
  });
  const columns = ['radicado', 'due', 'kind', 'status', 'petitioner', 'barrio', 'received'] as const;
  const headings = columns.map(
    (column) => html`<th scope="col" role="columnheader">${t(`console.list.${column}`)}</th>`,
  );
  return html`<table class="list" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${headings}</tr></thead>
<tbody role="rowgroup">${list.items.map((item) => renderRow(item, t))}</tbody>
</table>`;
}

function renderRow(item: PqrsListItem, t: Translate): Html {
  const petitioner = petitionerOf(item, t);
  const cell = (column: 'kind' | 'status' | 'petitioner' | 'barrio' | 'received', content: Html | string) =>
    html`<td role="cell" data-label="${t(`console.list.${column}`)}">${content}</td>`;
  return html`<tr role="row">
<th scope="row" role="rowheader"><a href="${CONSOLE_PATH}/pqrs/${item.radicado}">${item.radicado}</a></th>
<td role="cell" class="due">${item.dueOn && renderShortDay(item.dueOn)} ${renderVencimiento(item.vencimiento, t)}</td>
${cell('kind', t(`console.kind.${item.kind}`))}
${cell('status', t(`console.status.${item.status}`))}
${cell('petitioner', item.reserved ? t('console.reserved') : petitioner)}
${cell('barrio', item.barrio ?? '—')}
${cell('received', renderShortDay(localDateOf(new Date(item.receivedAt))))}
</tr>`;
}

function renderEmpty(t: Translate): Html {
  return html`<div class="card empty"><h2>${t('console.list.emptyTitle')}</h2>
<p>${t('console.list.emptyHow')}</p>
<p><a href="${CONSOLE_PATH}?estado=todos">${t('console.list.showAll')}</a></p></div>`;
}

function renderPages({ t, list, filter, isFirstPage }: ListPage): Html | null {
  if (isFirstPage && list.nextCursor === null) {
    return null;
  }
  const query = `estado=${filter.status}&vencimiento=${filter.vencimiento}`;
  return html`<nav class="pages" aria-label="${t('console.list.pages')}">
${isFirstPage ? null : html`<a href="${CONSOLE_PATH}?${query}">${t('console.list.first')}</a>`}
${
  list.nextCursor === null
    ? null
    : html`<a href="${CONSOLE_PATH}?${query}&cursor=${list.nextCursor}">${t('console.list.next')}</a>`
}
</nav>`;
}

function statusWords(filter: StatusFilter, t: Translate): string {
  return filter === 'abiertas' || filter === 'todos'
    ? t(`console.statusFilter.${filter}`)
    : t(`console.status.${filter}`);
}
