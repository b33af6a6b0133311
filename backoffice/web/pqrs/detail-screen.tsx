import './pqrs.css';
import { Group, Skeleton, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { Icon } from '../frame/icon.tsx';
import { ButtonLink, TextLink, useParam } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { useLive } from '../live.ts';
import { t } from '../words.ts';
import { Annexes } from './annexes.tsx';
import { Conversation } from './conversation.tsx';
import { Deadline } from './deadline.tsx';
import { Description } from './description.tsx';
import { Facts } from './facts.tsx';
import { Vencimiento } from './vencimiento.tsx';

/** One PQRS: what is asked, until when, with which annexes, and what was said. */
export function Screen() {
  const radicado = useParam('radicado');
  const [{ desde }, change] = useFilters({ desde: /^\d{1,9}$/ });
  useLive(['pqrs']);
  const { data, error, refetch } = useQuery({
    queryKey: ['pqrs', 'detail', radicado, desde],
    queryFn: ({ signal }) =>
      api.get<PqrsDetail>(`/pqrs/${encodeURIComponent(radicado)}`, { query: { after: desde }, signal }),
    placeholderData: keepPreviousData,
  });
  const isShown = data?.radicado === radicado;
  return (
    <Page
      title={radicado}
      description={<TextLink to="/pqrs">{t('console.detail.back')}</TextLink>}
      actions={
        isShown &&
        !data.reserved && (
          <ButtonLink
            to={`/pqrs/${radicado}/constancia`}
            variant="default"
            leftSection={<Icon name="file" />}
          >
            {t('console.constancia.open')}
          </ButtonLink>
        )
      }
    >
      <Failure error={error} onRetry={() => void refetch()} />
      {isShown && <Detail detail={data} onPart={(after) => change({ desde: String(after) })} />}
      {!isShown && error === null && <Waiting />}
    </Page>
  );
}

type DetailProps = { readonly detail: PqrsDetail; readonly onPart: (after: number) => void };

function Detail({ detail, onPart }: DetailProps) {
  return (
    <>
      <Group mb="md">
        <Vencimiento value={detail.vencimiento} />
      </Group>
      <div className="detail">
        <Description detail={detail} />
        <div className="detail-side">
          <Deadline detail={detail} />
          <Facts detail={detail} />
          <Annexes detail={detail} />
        </div>
        <Conversation conversation={detail.conversation} onPart={onPart} />
      </div>
    </>
  );
}

function Waiting() {
  return (
    <Stack gap="md" role="status" aria-label={t('console.frame.loading')}>
      <Skeleton height={28} width="12rem" />
      <Skeleton height={140} />
      <Skeleton height={220} />
    </Stack>
  );
}
