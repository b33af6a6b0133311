import './teams.css';
import { Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import type { OwnPresence } from '../../contracts/teams.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';

const KEY = ['teams', 'own'] as const;

/** Says to the colleagues, and to the rule that gives conversations, whether one is there. Only for who may work. */
export function OwnPresenceSwitch() {
  return useMay('conversations:work') ? <OwnSwitch /> : null;
}

function OwnSwitch() {
  const why = useId();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<OwnPresence>('/presence', { signal }),
  });
  const change = useMutation({
    mutationFn: (body: OwnPresence) => api.put<OwnPresence>('/presence', body),
    onSuccess: (now) => client.setQueryData(KEY, now),
  });
  const isAway = change.isPending ? change.variables.away : (data?.away ?? false);
  return (
    <div>
      <Switch
        className="team-switch"
        label={t('console.presence.own')}
        aria-describedby={why}
        checked={!isAway}
        onChange={({ currentTarget }) => change.mutate({ away: !currentTarget.checked })}
      />
      <Text id={why} size="sm" c="dimmed" hidden={!isAway}>
        {t('console.presence.ownWhy')}
      </Text>
      <Failure error={change.error} />
    </div>
  );
}
