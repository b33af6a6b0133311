import { NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { BarrioView } from '../../contracts/barrios.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useMergeBarrio } from './use-barrios.ts';

type Props = {
  readonly barrio: BarrioView;
  readonly items: readonly BarrioView[];
  readonly onClose: () => void;
};

/** Asks which of two places stays. */
export function MergeDialog({ barrio, items, onClose }: Props) {
  const others = items.filter(({ id, active }) => active && id !== barrio.id);
  const [into, setInto] = useState('');
  const merging = useMergeBarrio();
  const kept = others.find(({ id }) => id === into);
  const merge = () => {
    if (kept) {
      merging.mutate(
        { id: barrio.id, body: { version: barrio.version, into: kept.id, intoVersion: kept.version } },
        {
          onSuccess: ({ name }) => {
            notify(t('console.barrios.merged', { name }));
            onClose();
          },
        },
      );
    }
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={merge}
      title={t('console.barrios.mergeAsk', { name: barrio.name })}
      confirm={t('console.barrios.mergeYes')}
      pending={merging.isPending}
      disabled={!kept}
      error={merging.error}
    >
      <Stack gap="md">
        <Text>{t('console.barrios.mergeWhat')}</Text>
        <NativeSelect
          label={t('console.barrios.mergeInto')}
          value={into}
          data={[
            { value: '', label: '' },
            ...others.map((other) => ({ value: other.id, label: placeWords(other) })),
          ]}
          onChange={({ currentTarget }) => setInto(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

/** A place with what tells it from its homonyms. */
function placeWords({ name, comuna }: BarrioView): string {
  return t('console.barrios.inComuna', { name, comuna });
}
