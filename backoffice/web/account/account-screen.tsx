import './account.css';
import { Text } from '@mantine/core';
import { Card } from '../frame/card.tsx';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { useAccount } from './use-account.ts';

/** One's own account: password, second factor and sessions. */
export function Screen() {
  const account = useAccount();
  const { data } = account;
  return (
    <Page
      title={t('console.account.title')}
      description={
        data && t('console.account.who', { email: data.email, role: t(`console.role.${data.role}`) })
      }
    >
      <Failure error={account.error} onRetry={() => void account.refetch()} />
      {account.isPending && <Text role="status">{t('console.frame.loading')}</Text>}
      {data && (
        <div className="cards">
          <SecondFactorCard account={data} />
          <Card title={t('console.account.password')}>
            <ChangePasswordForm onChanged={() => notify(t('console.account.passwordChanged'))} />
          </Card>
          <SessionsCard />
        </div>
      )}
    </Page>
  );
}
