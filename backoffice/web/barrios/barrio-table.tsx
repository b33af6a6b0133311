import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { BarrioView } from '../../contracts/barrios.ts';
import { WideTable } from '../frame/wide-table.tsx';
import { t } from '../words.ts';

/** A browser draws so many rows at once without a pause. */
const ROWS_AT_ONCE = 60;

const COLUMNS = ['name', 'kind', 'comuna', 'aliases', 'drawn'] as const;

type Props = {
  readonly items: readonly BarrioView[];
  /** Absent for who may only look. */
  readonly onEdit?: (barrio: BarrioView) => void;
};

/** The rows that were found, some at a time. */
export function BarrioTable({ items, onEdit }: Props) {
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  return (
    <>
      <WideTable
        caption={t('console.barrios.caption')}
        heading={COLUMNS.map((column) => t(`console.barrios.${column}`))}
      >
        {items.slice(0, shown).map((item) => (
          <Table.Tr key={item.id}>
            <Table.Th scope="row">
              <Name item={item} {...(onEdit && { onEdit })} />
            </Table.Th>
            <Table.Td>{t(`console.barrios.kind.${item.kind}`)}</Table.Td>
            <Table.Td>{[item.comuna, item.comunaName].filter(Boolean).join(' · ')}</Table.Td>
            <Table.Td>{item.aliases.join(', ')}</Table.Td>
            <Table.Td>{t(item.hasGeometry ? 'console.barrios.yes' : 'console.barrios.no')}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      {items.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          {t('console.barrios.show.todos')} ({items.length})
        </Button>
      )}
    </>
  );
}

function Name({ item, onEdit }: { readonly item: BarrioView; readonly onEdit?: Props['onEdit'] }) {
  const state = item.active ? null : (
    <Text component="span" c="dimmed" fw={400}>
      {' '}
      ({t('console.barrios.show.inactivos').toLowerCase()})
    </Text>
  );
  if (!onEdit) {
    return (
      <>
        {item.name}
        {state}
      </>
    );
  }
  return (
    <>
      <Button
        variant="subtle"
        px={0}
        h="auto"
        mih="2.75rem"
        className="barrio-name"
        aria-label={t('console.barrios.edit', {
          name: `${item.name}, ${t('console.barrios.comuna')} ${item.comuna}`,
        })}
        onClick={() => onEdit(item)}
      >
        {item.name}
      </Button>
      {state}
    </>
  );
}
