import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ColleagueList } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Null: to nobody in particular. */
  readonly onAssign: (to: string | null) => void;
};

/** Asks to whom a conversation is given. */
export function AssignDialog({ opened, onClose, onAssign }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.handoff.assignTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <AssignForm onClose={onClose} onAssign={onAssign} />
    </Modal>
  );
}

function AssignForm({ onClose, onAssign }: Omit<Props, 'opened'>) {
  const [to, setTo] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => api.get<ColleagueList>('/conversations/colleagues', { signal }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAssign(to === '' ? null : to);
  };
  const colleagues = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Failure error={error} onRetry={() => void refetch()} />
        <NativeSelect
          label={t('console.handoff.assignTo')}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          data={[{ value: '', label: t('console.handoff.assignNobody') }, ...colleagues]}
          data-autofocus
        />
        <Text>{t('console.handoff.assignWhat')}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit">{t('console.handoff.assign')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
