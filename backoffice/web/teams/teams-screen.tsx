import './teams.css';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { TeamsView, TeamView } from '../../contracts/teams.ts';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { TeamCard } from './team-card.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { useTeams } from './use-teams.ts';

/** The teams in their order: who cares for what. */
export function Screen() {
  const teams = useTeams();
  const manages = useMay('settings:manage');
  return (
    <Page
      title={t('console.teams.title')}
      description={t('console.teams.description')}
      actions={manages && teams.data && <Add colleagues={teams.data.colleagues} />}
    >
      <Failure error={teams.error} onRetry={() => void teams.refetch()} />
      {teams.isPending && <Text role="status">{t('console.frame.loading')}</Text>}
      {teams.data && <Teams teams={teams.data} />}
    </Page>
  );
}

function Teams({ teams: { items, colleagues } }: { readonly teams: TeamsView }) {
  const [edited, setEdited] = useState<TeamView | null>(null);
  if (items.length === 0) {
    return <Empty icon="people" title={t('console.teams.none')} whatToDo={t('console.teams.noneHow')} />;
  }
  return (
    <>
      <Text mb="md">{t('console.teams.orderWhy')}</Text>
      <div className="team-cards">
        {items.map((team, index) => (
          <TeamCard
            key={team.id}
            team={team}
            place={index + 1}
            colleagues={colleagues}
            onEdit={() => setEdited(team)}
          />
        ))}
      </div>
      <TeamDialog
        opened={edited !== null}
        team={edited}
        colleagues={colleagues}
        onClose={() => setEdited(null)}
      />
    </>
  );
}

function Add({ colleagues }: Pick<TeamsView, 'colleagues'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button leftSection={<Icon name="add" />} onClick={() => setOpen(true)}>
        {t('console.teams.add')}
      </Button>
      <TeamDialog opened={isOpen} team={null} colleagues={colleagues} onClose={() => setOpen(false)} />
    </>
  );
}
