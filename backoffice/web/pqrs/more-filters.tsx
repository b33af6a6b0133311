import { Button, Collapse, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { PqrsFilter } from '../../contracts/pqrs.ts';
import { t } from '../words.ts';

/** Every kind of PQRS, in the order in which they are offered. */
export const KINDS = [
  'peticion',
  'peticion-informacion',
  'consulta',
  'queja',
  'reclamo',
  'recurso',
  'denuncia',
  'sugerencia',
  'felicitacion',
  'habeas-data-consulta',
  'habeas-data-reclamo',
] as const satisfies readonly PqrsFilter['kind'][];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Every value of the filters that are not always in sight, the usual one first. */
export const MORE_VALUES = {
  tipo: ['todos', ...KINDS],
  norma: ['todas', 'ley142', 'ley1755', 'ley1581', 'sin-termino'],
  canal: [
    'todos',
    'web',
    'whatsapp',
    'terminal',
    'console',
    'ventanilla',
    'telefono',
    'carta',
    'facebook',
    'correo',
  ],
  revision: ['todas', 'revisadas', 'sin-revisar'],
  orden: ['vencimiento', 'recibida'],
  barrio: /^[\w:.-]{1,100}$/,
  desde: DAY,
  hasta: DAY,
} as const;

/** As if none of them were there. */
export const NOTHING_MORE = {
  tipo: 'todos',
  norma: 'todas',
  canal: 'todos',
  revision: 'todas',
  orden: 'vencimiento',
  barrio: '',
  desde: '',
  hasta: '',
} as const;

type Values = typeof MORE_VALUES;

/** What they are at this moment. */
export type MoreFiltersState = {
  readonly [Name in keyof Values]: Values[Name] extends readonly (infer Value)[] ? Value : string;
};

type Props = {
  readonly filters: MoreFiltersState;
  readonly onChange: (part: Partial<MoreFiltersState>) => void;
};

/** Whether any of them narrows the list. The order does not. */
export function isNarrowedMore(filters: MoreFiltersState): boolean {
  const { tipo, norma, canal, revision, barrio, desde, hasta } = filters;
  return (
    [tipo !== 'todos', norma !== 'todas', canal !== 'todos', revision !== 'todas'].includes(true) ||
    barrio + desde + hasta !== ''
  );
}

/** The filters that are needed now and then; open while one of them narrows the list. */
export function MoreFilters({ filters, onChange }: Props) {
  const [opened, { toggle }] = useDisclosure(isNarrowedMore(filters) || filters.orden !== 'vencimiento');
  return (
    <>
      <Button variant="default" onClick={toggle} aria-expanded={opened}>
        {t(opened ? 'console.filters.less' : 'console.filters.more')}
      </Button>
      {filters.barrio !== '' && (
        <Button variant="light" onClick={() => onChange({ barrio: '' })}>
          {t('console.filters.barrio')}
        </Button>
      )}
      <Collapse expanded={opened} className="more-filters">
        <Group align="end" gap="sm">
          <Selects filters={filters} onChange={onChange} />
          <Days filters={filters} onChange={onChange} />
        </Group>
      </Collapse>
    </>
  );
}

function Selects({ filters, onChange }: Props) {
  const { tipo, norma, canal, revision, orden } = filters;
  return (
    <>
      <NativeSelect
        className="filter"
        label={t('console.filters.kind')}
        value={tipo}
        onChange={({ currentTarget }) => onChange({ tipo: currentTarget.value as typeof tipo })}
        data={MORE_VALUES.tipo.map((value) => ({
          value,
          label: value === 'todos' ? t('console.filters.kind.todos') : t(`console.kind.${value}`),
        }))}
      />
      <NativeSelect
        className="filter"
        label={t('console.filters.regime')}
        value={norma}
        onChange={({ currentTarget }) => onChange({ norma: currentTarget.value as typeof norma })}
        data={MORE_VALUES.norma.map((value) => ({
          value,
          label: value === 'todas' ? t('console.filters.regime.todas') : t(`console.regime.${value}`),
        }))}
      />
      <NativeSelect
        className="filter"
        label={t('console.filters.channel')}
        value={canal}
        onChange={({ currentTarget }) => onChange({ canal: currentTarget.value as typeof canal })}
        data={MORE_VALUES.canal.map((value) => ({
          value,
          label: value === 'todos' ? t('console.filters.channel.todos') : t(`console.channel.${value}`),
        }))}
      />
      <NativeSelect
        className="filter"
        label={t('console.filters.review')}
        value={revision}
        onChange={({ currentTarget }) => onChange({ revision: currentTarget.value as typeof revision })}
        data={MORE_VALUES.revision.map((value) => ({ value, label: t(`console.filters.review.${value}`) }))}
      />
      <NativeSelect
        className="filter"
        label={t('console.filters.sort')}
        value={orden}
        onChange={({ currentTarget }) => onChange({ orden: currentTarget.value as typeof orden })}
        data={MORE_VALUES.orden.map((value) => ({ value, label: t(`console.filters.sort.${value}`) }))}
      />
    </>
  );
}

function Days({ filters: { desde, hasta }, onChange }: Props) {
  return (
    <>
      <TextInput
        type="date"
        label={t('console.filters.receivedFrom')}
        value={desde}
        onChange={({ currentTarget }) => onChange({ desde: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('console.filters.receivedTo')}
        value={hasta}
        onChange={({ currentTarget }) => onChange({ hasta: currentTarget.value })}
      />
    </>
  );
}
