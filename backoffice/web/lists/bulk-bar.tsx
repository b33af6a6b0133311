import './lists.css';
import { Button, Group, Modal, Paper, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BulkAction, BulkResult } from '../../contracts/pqrs-bulk.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { BulkOutcomes } from './bulk-outcomes.tsx';
import { type Chosen, MAX_CHOSEN } from './use-chosen.ts';

type Kind = BulkAction['kind'];
const ACTIONS: readonly Kind[] = ['mark-reviewed', 'unmark-reviewed'];

/** What can be done to the chosen rows. It always shows first what would happen to each. */
export function BulkBar({ chosen }: { readonly chosen: Chosen }) {
  const [action, setAction] = useState<Kind | null>(null);
  const count = chosen.rows.length;
  if (count === 0 && action === null) {
    return null;
  }
  const isTooMany = count > MAX_CHOSEN;
  return (
    <Paper withBorder p="sm" className="bulk-bar">
      <Group gap="sm">
        <Text role="status" fw={600}>
          {count === 1 ? t('console.bulk.chosenOne') : t('console.bulk.chosenMany', { count })}
        </Text>
        {isTooMany && <Text>{t('console.bulk.tooMany')}</Text>}
        <Button variant="subtle" onClick={chosen.clear}>
          {t('console.bulk.clear')}
        </Button>
        {ACTIONS.map((kind) => (
          <Button
            key={kind}
            variant="default"
            disabled={isTooMany || count === 0}
            onClick={() => setAction(kind)}
          >
            {t(`console.bulk.${kind}`)}
          </Button>
        ))}
      </Group>
      {action !== null && <BulkDialog action={action} chosen={chosen} onClose={() => setAction(null)} />}
    </Paper>
  );
}

type DialogProps = { readonly action: Kind; readonly chosen: Chosen; readonly onClose: () => void };

function BulkDialog({ action, chosen, onClose }: DialogProps) {
  const { preview, apply, result } = useBulk(action, chosen);
  const isDone = apply.isSuccess;
  const changes = result?.rows.some(({ outcome }) => outcome === 'applied') ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(`console.bulk.${action}`)}: ${t(isDone ? 'console.bulk.resultTitle' : 'console.bulk.previewTitle').toLowerCase()}`}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <Failure error={preview.error ?? apply.error} />
      <BulkOutcomes result={result} isPending={preview.isPending} />
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('console.frame.close')}
        </Button>
        {!isDone && (
          <Button disabled={!changes} loading={apply.isPending} onClick={() => apply.mutate()}>
            {t('console.bulk.apply')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

/** The preview is asked for when the dialog opens; what is applied takes its place. */
function useBulk(action: Kind, chosen: Chosen) {
  const client = useQueryClient();
  const [body] = useState({ action: { kind: action }, rows: chosen.rows });
  const preview = useMutation({ mutationFn: () => api.post<BulkResult>('/pqrs/bulk/preview', body) });
  const apply = useMutation({
    mutationFn: () => api.post<BulkResult>('/pqrs/bulk/apply', body),
    onSuccess: () => {
      chosen.clear();
      return client.invalidateQueries({ queryKey: ['pqrs'] });
    },
  });
  const { isIdle, mutate } = preview;
  useEffect(() => {
    if (isIdle) {
      mutate();
    }
  }, [isIdle, mutate]);
  return { preview, apply, result: apply.data ?? preview.data ?? null };
}
