import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../contracts/account.ts';
import { Card } from '../frame/card.tsx';
import { notify } from '../frame/notify.tsx';
import { SESSION_KEY } from '../session-query.ts';
import { t } from '../words.ts';
import { EnableSecondFactor } from './enable-second-factor.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useRemoveSecondFactor, useRenewRecoveryCodes } from './use-account.ts';

type Props = { readonly account: AccountView };

/** The second factor of one's account: off, being set up, or on with its recovery codes. */
export function SecondFactorCard({ account }: Props) {
  const { hasSecondFactor } = account;
  return (
    <Card title={t('console.account.secondFactor')}>
      <Stack gap="md">
        <div>
          <Badge color={hasSecondFactor ? 'green' : 'gray'}>
            {t(hasSecondFactor ? 'console.account.secondFactorOn' : 'console.account.secondFactorOff')}
          </Badge>
        </div>
        {hasSecondFactor ? <On account={account} /> : <Off />}
      </Stack>
    </Card>
  );
}

function Off() {
  const client = useQueryClient();
  const [isStarted, setStarted] = useState(false);
  if (isStarted) {
    return <EnableSecondFactor onDone={() => void client.invalidateQueries({ queryKey: ['account'] })} />;
  }
  return (
    <>
      <Text>{t('console.account.secondFactorWhy')}</Text>
      <div>
        <Button onClick={() => setStarted(true)}>{t('console.account.secondFactorStart')}</Button>
      </div>
    </>
  );
}

function On({ account: { recoveryCodesLeft, needsSecondFactor } }: Props) {
  const [asked, setAsked] = useState<'renew' | 'remove' | null>(null);
  const renew = useRenewRecoveryCodes();
  if (renew.data) {
    return <RecoveryCodes codes={renew.data.codes} onSaved={renew.reset} />;
  }
  return (
    <>
      <Text>{t('console.account.recoveryLeft', { count: recoveryCodesLeft })}</Text>
      <Group gap="sm">
        <Button variant="default" onClick={() => setAsked('renew')}>
          {t('console.account.recoveryRenew')}
        </Button>
        <Button variant="default" onClick={() => setAsked('remove')}>
          {t('console.account.remove')}
        </Button>
      </Group>
      <ProofDialog
        opened={asked === 'renew'}
        onClose={() => setAsked(null)}
        title={t('console.account.recoveryRenew')}
        how={t('console.account.recoveryRenewHow')}
        confirm={t('console.account.recoveryRenew')}
        error={renew.error}
        isPending={renew.isPending}
        onProof={(proof) => renew.mutate(proof, { onSuccess: () => setAsked(null) })}
      />
      <Remove opened={asked === 'remove'} onClose={() => setAsked(null)} isNeeded={needsSecondFactor} />
    </>
  );
}

type RemoveProps = { readonly opened: boolean; readonly onClose: () => void; readonly isNeeded: boolean };

function Remove({ opened, onClose, isNeeded }: RemoveProps) {
  const client = useQueryClient();
  const remove = useRemoveSecondFactor();
  const how = [t('console.account.removeHow'), ...(isNeeded ? [t('console.account.removeNeeded')] : [])];
  return (
    <ProofDialog
      opened={opened}
      onClose={onClose}
      title={t('console.account.removeTitle')}
      how={how.join(' ')}
      confirm={t('console.account.removeYes')}
      error={remove.error}
      isPending={remove.isPending}
      danger
      onProof={(proof) =>
        remove.mutate(proof, {
          onSuccess: () => {
            onClose();
            notify(t('console.account.removed'));
            void client.invalidateQueries({ queryKey: SESSION_KEY });
          },
        })
      }
    />
  );
}
