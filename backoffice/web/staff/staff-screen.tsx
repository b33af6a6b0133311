import './staff.css';
import { Text } from '@mantine/core';
import { Failure } from '../frame/failure.tsx';
import { Page } from '../frame/page.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { AbsencesCard } from './absences-card.tsx';
import { Invite } from './invite.tsx';
import { TeamCard } from './team-card.tsx';
import { useAbsences, useTeam } from './use-staff.ts';

/** The team: who is in it, in which role, and who answers for whom. */
export function Screen() {
  const team = useTeam();
  const absences = useAbsences();
  const manages = useMay('staff:manage');
  return (
    <Page
      title={t('console.staff.title')}
      description={t('console.staff.description')}
      actions={manages && team.data && <Invite roles={team.data.roles} />}
    >
      <Failure error={team.error} onRetry={() => void team.refetch()} />
      {team.isPending && <Text role="status">{t('console.frame.loading')}</Text>}
      {team.data && (
        <div className="staff-cards">
          <TeamCard team={team.data} absences={absences.data?.items ?? []} />
          <Failure error={absences.error} onRetry={() => void absences.refetch()} />
          {absences.data && <AbsencesCard absences={absences.data} members={team.data.items} />}
        </div>
      )}
    </Page>
  );
}
