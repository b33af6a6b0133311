import './teams.css';
import { NativeSelect, Text } from '@mantine/core';
import type { FiguresView } from '../../contracts/teams.ts';
import { Card } from '../frame/card.tsx';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { FiguresTable } from './figures-table.tsx';
import { OwnPresenceSwitch } from './own-presence-switch.tsx';
import { useFigures } from './use-teams.ts';

const VALUES = { periodo: ['hoy', '7-dias', '30-dias'] } as const;

/** How it goes for each team and colleague: who waits now, and what came of the last days. */
export function Screen() {
  const [{ periodo }, change] = useFilters(VALUES);
  const { data, error, isPending, refetch } = useFigures(periodo);
  return (
    <Page title={t('console.figures.title')} description={t('console.figures.description')}>
      <div className="figures">
        <OwnPresenceSwitch />
        <NativeSelect
          label={t('console.figures.period')}
          maw="20rem"
          value={periodo}
          onChange={({ currentTarget }) => change({ periodo: currentTarget.value as typeof periodo })}
          data={VALUES.periodo.map((value) => ({ value, label: t(`console.figures.period.${value}`) }))}
        />
        <Failure error={error} onRetry={() => void refetch()} />
        {isPending && <Text role="status">{t('console.frame.loading')}</Text>}
        {data && <Figures figures={data} />}
      </div>
    </Page>
  );
}

function Figures({ figures: { teams, colleagues, targetMinutes, now } }: { readonly figures: FiguresView }) {
  if (teams.length === 0 && colleagues.length === 0) {
    return (
      <Empty icon="chart" title={t('console.figures.noRows')} whatToDo={t('console.figures.noRowsHow')} />
    );
  }
  return (
    <>
      <Card title={t('console.figures.byTeam')}>
        <FiguresTable caption={t('console.figures.tableByTeam')} rows={teams} now={now} />
      </Card>
      {colleagues.length > 0 && (
        <Card title={t('console.figures.byColleague')}>
          <FiguresTable caption={t('console.figures.tableByColleague')} rows={colleagues} now={now} />
        </Card>
      )}
      <Text size="sm">{t('console.figures.how', { target: targetMinutes })}</Text>
    </>
  );
}
