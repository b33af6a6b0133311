import { Text } from '@mantine/core';
import { useState } from 'react';
import type { PersonDetail } from '../../contracts/people.ts';
import { DateTime, LocalDay } from '../frame/date-time.tsx';
import { dayOf } from '../frame/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { TextLink } from '../frame/link.tsx';
import { usePerson } from '../people/use-people.ts';
import { t } from '../words.ts';
import { channelWords } from './inbox-words.ts';

/** So many of each are shown beside a conversation; the person's own page has them all. */
const SHOWN = 5;

type Props = { readonly personId: string; readonly talkId: string };

/** Who writes: what they filed, what else they talked about and what they authorised, asked for when it is opened. */
export function PersonPanel(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="talk-more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('console.handoff.person')}</summary>
      {isOpen && <Person {...props} />}
    </details>
  );
}

function Person({ personId, talkId }: Props) {
  const { data, error, refetch } = usePerson(personId);
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      {!data && error === null && <Text role="status">{t('console.frame.loading')}</Text>}
      {data && (
        <>
          <Text size="sm">
            {t('console.people.firstSeen')}: <DateTime value={data.firstSeenAt} />
          </Text>
          <Filed pqrs={data.pqrs} />
          <Talks conversations={data.conversations.filter(({ id }) => id !== talkId)} />
          <Consents consents={data.consents} />
        </>
      )}
      <TextLink to={`/personas/${personId}`} className="talk-annex">
        {t('console.handoff.seePerson')}
      </TextLink>
    </>
  );
}

function Filed({ pqrs }: Pick<PersonDetail, 'pqrs'>) {
  return (
    <>
      <h2>{t('console.people.pqrs')}</h2>
      {pqrs.length === 0 && <Text size="sm">{t('console.people.noPqrs')}</Text>}
      <ul>
        {pqrs.slice(0, SHOWN).map(({ radicado, kind, status, dueOn, receivedAt }) => (
          <li key={radicado}>
            <TextLink to={`/pqrs/${radicado}`}>{radicado}</TextLink> {t(`console.kind.${kind}`)},{' '}
            {t(`console.status.${status}`).toLowerCase()}, <LocalDay value={dayOf(receivedAt)} />
            {dueOn !== null && (
              <>
                , {t('console.handoff.due')} <LocalDay value={dueOn} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Talks({ conversations }: Pick<PersonDetail, 'conversations'>) {
  return conversations.length === 0 ? null : (
    <>
      <h2>{t('console.handoff.otherTalks')}</h2>
      <ul>
        {conversations.slice(0, SHOWN).map(({ id, channel, lastAt }) => (
          <li key={id}>
            <TextLink to={`/conversaciones/${id}`}>{channelWords(channel)}</TextLink>,{' '}
            <DateTime value={lastAt} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Consents({ consents }: Pick<PersonDetail, 'consents'>) {
  return (
    <>
      <h2>{t('console.people.consents')}</h2>
      {consents.length === 0 && <Text size="sm">{t('console.people.noConsents')}</Text>}
      <ul>
        {consents.slice(0, SHOWN).map(({ purpose, granted, givenAt }) => (
          <li key={purpose + givenAt}>
            {t(granted ? 'console.people.granted' : 'console.people.refused')}:{' '}
            {t(`console.people.consent.${purpose}`)}, <DateTime value={givenAt} />
          </li>
        ))}
      </ul>
    </>
  );
}
