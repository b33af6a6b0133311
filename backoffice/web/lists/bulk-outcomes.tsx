import { List, Stack, Text } from '@mantine/core';
import type { BulkResult } from '../../contracts/pqrs-bulk.ts';
import { t } from '../words.ts';

const ORDER = ['applied', 'changed-meanwhile', 'not-allowed', 'nothing-to-do'] as const;
/** Of what goes as expected the number is enough; of the rest, so many are named. */
const NAMED = 20;

type Props = { readonly result: BulkResult | null; readonly isPending: boolean };

/** What becomes of the rows, in groups, those to look at by their radicado. */
export function BulkOutcomes({ result, isPending }: Props) {
  if (result === null) {
    return <Text role="status">{isPending ? t('console.frame.loading') : ''}</Text>;
  }
  const groups = ORDER.map((outcome) => ({
    outcome,
    radicados: result.rows.flatMap((row) => (row.outcome === outcome ? [row.radicado] : [])),
  })).filter(({ radicados }) => radicados.length > 0);
  return (
    <Stack gap="sm" role="status">
      {groups.map(({ outcome, radicados }) => (
        <div key={outcome}>
          <Text fw={600}>
            {t(`console.bulk.outcome.${outcome}`)}: {radicados.length}
          </Text>
          {outcome !== 'applied' && (
            <List size="sm">
              {radicados.slice(0, NAMED).map((radicado) => (
                <List.Item key={radicado}>{radicado}</List.Item>
              ))}
            </List>
          )}
        </div>
      ))}
    </Stack>
  );
}
