import { Button, Group, NativeSelect } from '@mantine/core';
import type { StatusFilter, VencimientoFilter } from '../../contracts/pqrs.ts';
import { type FilterValues, useFilters } from '../frame/filters.ts';
import { t } from '../words.ts';
import { isNarrowedMore, MORE_VALUES, MoreFilters, NOTHING_MORE } from './more-filters.tsx';

/** Every value of each filter, the usual one first; the words of the address are Spanish, as people see them. */
const VALUES = {
  estado: [
    'abiertas',
    'todos',
    'BORRADOR',
    'RADICADA',
    'CLASIFICADA',
    'ASIGNADA',
    'EN_TRAMITE',
    'PROYECTADA',
    'APROBADA',
    'RESPONDIDA',
    'NOTIFICADA',
    'EN_RECURSO',
    'CERRADA',
    'REQUERIDA_COMPLETAR',
    'DESISTIDA',
    'TRASLADADA',
    'EN_PRUEBAS',
    'SAP_PRESUNTO',
    'SAP_RECONOCIDO',
    'SAP_DESCARTADO',
    'RECHAZADA',
    'ARCHIVADA',
  ],
  vencimiento: ['todas', 'vencidas', 'por-vencer'],
  ...MORE_VALUES,
} as const satisfies FilterValues & {
  readonly estado: readonly StatusFilter[];
  readonly vencimiento: readonly VencimientoFilter[];
};

/** What the list is narrowed by, as it stands in the address. */
export function usePqrsFilters() {
  return useFilters(VALUES);
}

/** The two things that the list is narrowed by. They apply at once; the address keeps them. */
export function ListFilters() {
  const [filters, change] = usePqrsFilters();
  const { estado, vencimiento } = filters;
  const isNarrowed = estado !== 'abiertas' || vencimiento !== 'todas' || isNarrowedMore(filters);
  return (
    <Group component="form" role="search" aria-label={t('console.list.filters')} align="end" gap="sm" mb="md">
      <NativeSelect
        className="filter"
        label={t('console.list.status')}
        value={estado}
        onChange={({ currentTarget }) => change({ estado: currentTarget.value as StatusFilter })}
        data={VALUES.estado.map((value) => ({ value, label: statusWords(value) }))}
      />
      <NativeSelect
        className="filter"
        label={t('console.list.vencimiento')}
        value={vencimiento}
        onChange={({ currentTarget }) => change({ vencimiento: currentTarget.value as VencimientoFilter })}
        data={VALUES.vencimiento.map((value) => ({
          value,
          label: t(`console.vencimientoFilter.${value}`),
        }))}
      />
      <MoreFilters filters={filters} onChange={change} />
      {isNarrowed && (
        <Button
          variant="subtle"
          onClick={() => change({ estado: 'abiertas', vencimiento: 'todas', ...NOTHING_MORE })}
        >
          {t('console.list.clear')}
        </Button>
      )}
    </Group>
  );
}

/** What a state is called, or a group of them. */
export function statusWords(filter: StatusFilter): string {
  return filter === 'abiertas' || filter === 'todos'
    ? t(`console.statusFilter.${filter}`)
    : t(`console.status.${filter}`);
}
