import type { ViewItem } from '../../contracts/views.ts';
import type { ListFilter } from '../lists/use-views.ts';
import type { usePqrsFilters } from './list-filters.tsx';

type Filters = ReturnType<typeof usePqrsFilters>[0];

const given = (value: string, none: string): string | undefined => (value === none ? undefined : value);

/** The filter of the list as the API has it. */
export function toApiFilter(filters: Filters): ListFilter {
  return {
    status: filters.estado,
    vencimiento: filters.vencimiento,
    kind: given(filters.tipo, 'todos'),
    regime: given(filters.norma, 'todas'),
    channel: given(filters.canal, 'todos'),
    review: given(filters.revision, 'todas'),
    sort: given(filters.orden, 'vencimiento'),
    barrio: given(filters.barrio, ''),
    receivedFrom: given(filters.desde, ''),
    receivedTo: given(filters.hasta, ''),
  };
}

/** The address of the list that shows a saved view. What it does not name is as usual. */
export function toAddress(filter: ViewItem['filter']): Readonly<Record<string, string>> {
  const names = {
    status: 'estado',
    vencimiento: 'vencimiento',
    kind: 'tipo',
    regime: 'norma',
    channel: 'canal',
    review: 'revision',
    sort: 'orden',
    barrio: 'barrio',
    receivedFrom: 'desde',
    receivedTo: 'hasta',
  } as const;
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, inAddress]) =>
      filter[name] === undefined ? [] : [[inAddress, String(filter[name])]],
    ),
  );
}
