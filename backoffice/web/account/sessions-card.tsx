import { Badge, Button, Text } from '@mantine/core';
import type { OpenSessionView } from '../../contracts/account.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useEndOtherSessions, useEndSession, useSessions } from './use-account.ts';

/** Where one is signed in, and the way to end it there. */
export function SessionsCard() {
  const sessions = useSessions();
  const endOthers = useEndOtherSessions();
  const items = sessions.data?.items ?? [];
  return (
    <Card title={t('console.account.sessions')}>
      <Text mb="sm">{t('console.account.sessionsHow')}</Text>
      <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
      <ul className="sessions" aria-label={t('console.account.sessions')}>
        {items.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
      <Failure error={endOthers.error} />
      {items.length > 1 && (
        <Button
          variant="default"
          loading={endOthers.isPending}
          onClick={() =>
            endOthers.mutate(undefined, { onSuccess: () => notify(t('console.account.othersEnded')) })
          }
        >
          {t('console.account.endOthers')}
        </Button>
      )}
    </Card>
  );
}

function Session({ session }: { readonly session: OpenSessionView }) {
  const { id, openedAt, lastSeenAt, isThisOne } = session;
  const end = useEndSession();
  const device = deviceWords(session);
  return (
    <li className="session">
      <div>
        <Text fw={600} component="div">
          {device} {isThisOne && <Badge color="green">{t('console.account.thisSession')}</Badge>}
        </Text>
        <Text size="sm" c="dimmed">
          {t('console.account.openedAt')}: <DateTime value={openedAt} /> · {t('console.account.lastSeenAt')}:{' '}
          <DateTime value={lastSeenAt} />
        </Text>
        <Failure error={end.error} />
      </div>
      {!isThisOne && (
        <Button
          variant="default"
          loading={end.isPending}
          aria-label={t('console.account.endSessionOf', { device })}
          onClick={() => end.mutate(id, { onSuccess: () => notify(t('console.account.sessionEnded')) })}
        >
          {t('console.account.endSession')}
        </Button>
      )}
    </li>
  );
}

function deviceWords({ browser, system }: OpenSessionView): string {
  if (browser !== null && system !== null) {
    return t('console.account.device', { browser, system });
  }
  return browser ?? system ?? t('console.account.deviceUnknown');
}
