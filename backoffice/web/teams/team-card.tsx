import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { TeamsView, TeamView } from '../../contracts/teams.ts';
import { Card } from '../frame/card.tsx';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { PresenceDot } from './presence-dot.tsx';
import { useArchiveTeam, useMoveTeam } from './use-teams.ts';

type Props = Pick<TeamsView, 'colleagues'> & {
  readonly team: TeamView;
  /** Where it stands, from 1. */
  readonly place: number;
  readonly onEdit: () => void;
};

/** One team: its topics, its members with whether they are there, and how it is given what waits. */
export function TeamCard({ team, place, colleagues, onEdit }: Props) {
  const manages = useMay('settings:manage');
  const { topics, takesRest, isAutomatic, memberIds } = team;
  const topicWords = topics.map((topic) => t(`console.topic.${topic}`)).join(', ');
  return (
    <Card title={team.name} className="team-facts">
      <Stack gap="xs">
        <Group gap="xs">
          <Badge color="gray">{t(isAutomatic ? 'console.teams.automatic' : 'console.teams.byHand')}</Badge>
          {takesRest && <Badge color="blue">{t('console.teams.takesRest')}</Badge>}
        </Group>
        <Text>
          {t('console.teams.topics')}: {topicWords || t('console.teams.noTopics')}
        </Text>
        <Text component="div">
          {t('console.teams.members')}: {memberIds.length === 0 && t('console.teams.noMembers')}
          <Members members={colleagues.filter(({ id }) => memberIds.includes(id))} />
        </Text>
        {manages && <Actions team={team} place={place} onEdit={onEdit} />}
      </Stack>
    </Card>
  );
}

function Members({ members }: { readonly members: TeamsView['colleagues'] }) {
  return (
    <Group gap="xs" component="span">
      {members.map(({ id, name, presence }) => (
        <span key={id}>
          <PresenceDot presence={presence} /> {name} ({t(`console.presence.${presence}`)})
        </span>
      ))}
    </Group>
  );
}

function Actions({ team: { id, name }, place, onEdit }: Pick<Props, 'team' | 'place' | 'onEdit'>) {
  const move = useMoveTeam();
  return (
    <>
      <Group gap="sm" role="group" aria-label={t('console.teams.actions')}>
        <Button variant="default" onClick={onEdit} aria-label={t('console.teams.editOf', { name })}>
          {t('console.teams.edit')}
        </Button>
        {place > 1 && (
          <Button
            variant="default"
            onClick={() => move.mutate({ id, place: place - 1 })}
            loading={move.isPending}
            aria-label={t('console.teams.upOf', { name })}
          >
            {t('console.teams.up')}
          </Button>
        )}
        <Archive id={id} name={name} />
      </Group>
      <Failure error={move.error} />
    </>
  );
}

function Archive({ id, name }: Pick<TeamView, 'id' | 'name'>) {
  const [isAsked, setAsked] = useState(false);
  const archive = useArchiveTeam();
  const onSuccess = () => {
    setAsked(false);
    notify(t('console.teams.archived'));
  };
  return (
    <>
      <Button
        variant="default"
        aria-label={t('console.teams.archiveOf', { name })}
        onClick={() => setAsked(true)}
      >
        {t('console.teams.archive')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => archive.mutate(id, { onSuccess })}
        title={t('console.teams.archiveAsk', { name })}
        confirm={t('console.teams.archiveYes')}
        pending={archive.isPending}
        error={archive.error}
        returnsFocus={false}
      >
        {t('console.teams.archiveWhat')}
      </ConfirmDialog>
    </>
  );
}
