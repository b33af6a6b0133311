import { Button, Group, Table, Text, Title } from '@mantine/core';
import type { DrawnView } from '../../contracts/barrios.ts';
import { WideTable } from '../frame/wide-table.tsx';
import { t } from '../words.ts';
import { ComunaForm } from './comuna-form.tsx';

type Props = {
  readonly features: readonly DrawnView[];
  readonly givesMap: boolean;
  readonly isPending: boolean;
  /** Looks again, with this comuna for whatever names none. */
  readonly onComuna: (comuna: string) => void;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** What a file would do, and the button that does it. */
export function FilePreview({ features, givesMap, isPending, onComuna, onConfirm, onCancel }: Props) {
  const count = (match: DrawnView['match']) => features.filter((feature) => feature.match === match).length;
  const toStore = features.length - count('unmatched');
  const withoutComuna = features.filter(({ reason }) => reason === 'no-comuna').length;
  return (
    <section aria-label={t('console.geojson.preview')}>
      <Title order={2} size="h5">
        {t('console.geojson.preview')}
      </Title>
      <Text role="status" my="xs">
        {(['matched', 'new', 'unmatched'] as const)
          .map((match) => t(`console.geojson.${match}`, { count: count(match) }))
          .join(', ')}
      </Text>
      {givesMap && <Text mb="xs">{t('console.geojson.givesMap')}</Text>}
      {withoutComuna > 0 && <ComunaForm count={withoutComuna} isPending={isPending} onComuna={onComuna} />}
      <Group gap="sm" mb="md">
        <Button onClick={onConfirm} loading={isPending} disabled={toStore === 0}>
          {t('console.geojson.confirm', { count: toStore })}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('console.geojson.cancel')}
        </Button>
      </Group>
      <WideTable
        isShort
        caption={t('console.geojson.table')}
        heading={[t('console.geojson.name'), t('console.geojson.state'), t('console.barrios.comuna')]}
      >
        {features.map((drawn) => (
          <Table.Tr key={drawn.feature}>
            <Table.Th scope="row">{drawn.barrioName ?? drawn.name}</Table.Th>
            <Table.Td>
              {t(`console.geojson.match.${drawn.match}`)}
              {drawn.reason && <Text size="sm">{t(`console.geojson.reason.${drawn.reason}`)}</Text>}
            </Table.Td>
            <Table.Td>{drawn.comuna ?? '—'}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}
