import './people.css';
import { Stack, Text } from '@mantine/core';
import type { PersonDetail } from '../../contracts/people.ts';
import { Card } from '../frame/card.tsx';
import { DateTime, LocalDay } from '../frame/date-time.tsx';
import { dayOf } from '../frame/dates.ts';
import { Failure } from '../frame/failure.tsx';
import { TextLink, useParam } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { addressWords, channelWords } from './address-words.ts';
import { usePerson } from './use-people.ts';

/** Of a fingerprint, so much tells one from another. */
const HASH_SHOWN = 12;

/** One person with everything that they have had to do with the utility. */
export function Screen() {
  const person = usePerson(useParam('id'));
  const { data } = person;
  return (
    <Page
      title={data ? (data.name ?? t('console.people.nameless')) : t('console.people.one')}
      description={<TextLink to="/personas">{t('console.people.back')}</TextLink>}
    >
      <Failure error={person.error} onRetry={() => void person.refetch()} />
      {person.isPending && !person.isError && <Text role="status">{t('console.frame.loading')}</Text>}
      {data && (
        <Stack gap="md">
          <Facts person={data} />
          <Filed pqrs={data.pqrs} />
          <Talks conversations={data.conversations} />
          <Consents consents={data.consents} />
        </Stack>
      )}
    </Page>
  );
}

function Facts({ person }: { readonly person: PersonDetail }) {
  return (
    <Card title={t('console.people.history')}>
      <dl className="person-facts">
        <dt>{t('console.people.addresses')}</dt>
        <dd>{addressWords(person.addresses)}</dd>
        <dt>{t('console.people.firstSeen')}</dt>
        <dd>
          <DateTime value={person.firstSeenAt} />
        </dd>
        <dt>{t('console.people.lastContact')}</dt>
        <dd>
          <DateTime value={person.lastContactAt} />
        </dd>
      </dl>
    </Card>
  );
}

function Filed({ pqrs }: Pick<PersonDetail, 'pqrs'>) {
  return (
    <Card title={t('console.people.pqrs')}>
      {pqrs.length === 0 ? (
        <Text>{t('console.people.noPqrs')}</Text>
      ) : (
        <ul className="person-list">
          {pqrs.map((item) => (
            <li key={item.radicado}>
              <TextLink to={`/pqrs/${item.radicado}`}>{item.radicado}</TextLink>{' '}
              <Text component="span">
                {t(`console.kind.${item.kind}`)}, {t(`console.status.${item.status}`).toLowerCase()},{' '}
                <LocalDay value={dayOf(item.receivedAt)} />
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {t('console.people.anonymous')}
      </Text>
    </Card>
  );
}

function Talks({ conversations }: Pick<PersonDetail, 'conversations'>) {
  return (
    <Card title={t('console.people.conversations')}>
      {conversations.length === 0 ? (
        <Text>{t('console.people.noConversations')}</Text>
      ) : (
        <ul className="person-list">
          {conversations.map(({ id, channel, startedAt, lastAt }) => (
            <li key={id}>
              <TextLink to={`/conversaciones/${id}`}>
                {t('console.people.conversation', { channel: channelWords(channel) })}
              </TextLink>
              : <DateTime value={startedAt} /> – <DateTime value={lastAt} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Consents({ consents }: Pick<PersonDetail, 'consents'>) {
  return (
    <Card title={t('console.people.consents')}>
      {consents.length === 0 ? (
        <Text>{t('console.people.noConsents')}</Text>
      ) : (
        <ul className="person-list">
          {consents.map(({ purpose, granted, channel, textVersion, textHash, givenAt }) => (
            <li key={purpose + givenAt}>
              <strong>{t(granted ? 'console.people.granted' : 'console.people.refused')}</strong>:{' '}
              {t(`console.people.consent.${purpose}`)}. {channelWords(channel)}, <DateTime value={givenAt} />
              <Text size="sm" c="dimmed">
                {t('console.people.proof', { version: textVersion, hash: textHash.slice(0, HASH_SHOWN) })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
