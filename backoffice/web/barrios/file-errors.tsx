import { Alert, Table, Text } from '@mantine/core';
import type { GeoJsonErrorView } from '../../contracts/barrios.ts';
import { Icon } from '../frame/icon.tsx';
import { WideTable } from '../frame/wide-table.tsx';
import { t } from '../words.ts';

const COLUMNS = ['line', 'feature', 'name', 'problem'] as const;

type Props = { readonly errors: readonly GeoJsonErrorView[]; readonly total: number };

/** Every mistake of a file with where it is and what to do about it. */
export function FileErrors({ errors, total }: Props) {
  return (
    <>
      <Alert role="alert" color="red" icon={<Icon name="alert" />}>
        {total === 1 ? t('console.geojson.invalidOne') : t('console.geojson.invalid', { total })}
        {total > errors.length && <Text>{t('console.geojson.shown', { count: errors.length })}</Text>}
      </Alert>
      <WideTable
        caption={t('console.geojson.errors')}
        heading={COLUMNS.map((column) => t(`console.geojson.${column}`))}
      >
        {errors.map(({ line, feature, name, fault }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never changes.
          <Table.Tr key={index}>
            <Table.Td>{line}</Table.Td>
            <Table.Td>{feature ?? '—'}</Table.Td>
            <Table.Td>{name ?? '—'}</Table.Td>
            <Table.Td>{t(`console.geojson.fault.${fault}`)}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </>
  );
}
