import './pqrs.css';
import './intake.css';
import { Button, Paper, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Constancia } from '../../contracts/pqrs-intake.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { TextLink, useParam } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { ConstanciaPaper } from './constancia-paper.tsx';

/** The paper for the person: to print, or to keep as a PDF by printing. */
export function Screen() {
  const radicado = useParam('radicado');
  const { data, error, refetch } = useQuery({
    queryKey: ['pqrs', 'constancia', radicado],
    queryFn: ({ signal }) =>
      api.get<Constancia>(`/pqrs/${encodeURIComponent(radicado)}/constancia`, { signal }),
    // It holds what is the person's alone: it is not kept longer than it is looked at.
    gcTime: 0,
  });
  return (
    <Page
      title={t('console.constancia.title', { radicado })}
      description={
        <span className="no-print">
          <TextLink to={`/pqrs/${radicado}`}>{t('console.constancia.back')}</TextLink>
        </span>
      }
      actions={
        data && (
          <Button className="no-print" leftSection={<Icon name="save" />} onClick={() => window.print()}>
            {t('console.constancia.print')}
          </Button>
        )
      }
    >
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
        <Paper withBorder className="constancia">
          <ConstanciaPaper paper={data} />
        </Paper>
      )}
      {!data && error === null && <Skeleton height={300} />}
    </Page>
  );
}
