import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ColleagueList } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useLive } from '../live.ts';
import { t } from '../words.ts';

/** Null and no team: nobody in particular. */
type Whom = { readonly to: string | null; readonly team?: string };

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAssign: (whom: Whom) => void;
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
  useLive(['teams']);
  const [whom, setWhom] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['teams', 'colleagues'],
    queryFn: ({ signal }) => api.get<ColleagueList>('/conversations/colleagues', { signal }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAssign(toWhom(whom));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Failure error={error} onRetry={() => void refetch()} />
        <NativeSelect
          label={t('console.handoff.assignTo')}
          value={whom}
          onChange={({ currentTarget }) => setWhom(currentTarget.value)}
          data={[{ value: '', label: t('console.handoff.assignNobody') }, ...groupsOf(data)]}
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

const TEAM = 'equipo:';
const PRESENCES = ['available', 'away', 'offline'] as const;

/** Whoever is there comes first; a group without anybody is left out. */
function groupsOf(list: ColleagueList | undefined) {
  const { items = [], teams = [] } = list ?? {};
  const groups = [
    {
      group: t('console.teams.title'),
      items: teams.map(({ id, name }) => ({ value: `${TEAM}${id}`, label: name })),
    },
    ...PRESENCES.map((presence) => ({
      group: t(`console.presence.${presence}`),
      items: items
        .filter((colleague) => colleague.presence === presence)
        .map(({ id, name }) => ({ value: id, label: name })),
    })),
  ];
  return groups.filter((group) => group.items.length > 0);
}

function toWhom(value: string): Whom {
  if (value.startsWith(TEAM)) {
    return { to: null, team: value.slice(TEAM.length) };
  }
  return { to: value === '' ? null : value };
}
