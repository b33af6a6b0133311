import './pqrs.css';
import './intake.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { TextLink } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { useIntakeDraft } from './intake-draft.ts';
import { IntakeFiled } from './intake-filed.tsx';
import { IntakeForm } from './intake-form.tsx';
import type { Filed } from './use-open-pqrs.ts';

/** A PQRS in somebody's name: of whoever stands at the window, or of the conversation that the address names. */
export function Screen() {
  const [{ conversacion }] = useFilters({ conversacion: /^[0-9a-f-]{36}$/ });
  return <Intake key={conversacion} conversationId={conversacion} />;
}

function Intake({ conversationId }: { readonly conversationId: string }) {
  const { draft, change, clear } = useIntakeDraft(conversationId);
  const [filed, setFiled] = useState<Filed | null>(null);
  const mayReceive = useMay('pqrs:work');
  const isFromConversation = conversationId !== '';
  const talk = useTalk(conversationId);
  const isPossible = isFromConversation ? talk.data?.possible.includes('answer') : mayReceive;
  const onFiled = (done: Filed) => {
    clear();
    setFiled(done);
  };
  return (
    <Page
      title={filed === null ? t('console.intake.title') : t('console.intake.filedTitle')}
      description={<Back conversationId={conversationId} />}
    >
      <Failure error={talk.error} onRetry={() => void talk.refetch()} />
      {filed !== null && (
        <IntakeFiled filed={filed} conversationId={conversationId} onAnother={() => setFiled(null)} />
      )}
      {filed === null && isPossible === false && (
        <p>{t(isFromConversation ? 'console.intake.takeFirst' : 'console.intake.notAllowed')}</p>
      )}
      {filed === null && isPossible === true && (
        <IntakeForm
          draft={draft}
          change={change}
          clear={clear}
          talk={talk.data ?? null}
          conversationId={conversationId}
          onFiled={onFiled}
        />
      )}
    </Page>
  );
}

function Back({ conversationId }: { readonly conversationId: string }) {
  return conversationId === '' ? (
    <TextLink to="/pqrs">{t('console.detail.back')}</TextLink>
  ) : (
    <TextLink to={`/conversaciones/${conversationId}`}>{t('console.intake.backToTalk')}</TextLink>
  );
}

/** The latest part of the conversation as it was when one began: the choice of messages must not move under the hand. */
function useTalk(conversationId: string) {
  return useQuery({
    queryKey: ['intake-talk', conversationId],
    queryFn: ({ signal }) =>
      api.get<InboxDetail>(`/conversations/${encodeURIComponent(conversationId)}`, { signal }),
    enabled: conversationId !== '',
    staleTime: 0,
    gcTime: 0,
  });
}
