import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '../../contracts/session.ts';
import { ChangePasswordForm } from '../account/change-password-form.tsx';
import { EnableSecondFactor } from '../account/enable-second-factor.tsx';
import { notifyFailure } from '../frame/notify.tsx';
import { signOut } from '../sign-out.ts';
import { t } from '../words.ts';
import { Door } from './door.tsx';
import { renewEverywhere } from './use-sign-in.ts';

type Props = {
  readonly session: SessionView;
  /** The password when it was typed a moment ago, so that nobody is asked for it twice. */
  readonly typedPassword: string;
};

/** What stands between a colleague and their work, one thing after the other. */
export function SetUp({ session, typedPassword }: Props) {
  const [known, setKnown] = useState(typedPassword);
  const isPassword = session.missing[0] === 'password';
  return (
    <Door
      title={t(isPassword ? 'console.sign-in.newPasswordTitle' : 'console.sign-in.codeTitle')}
      description={t('console.sign-in.setUp')}
    >
      <Stack gap="md">
        <Text>{t(isPassword ? 'console.sign-in.newPasswordHow' : 'console.sign-in.secondFactorHow')}</Text>
        {isPassword ? (
          <ChangePasswordForm
            known={known}
            onChanged={(password) => {
              setKnown(password);
              void renewEverywhere();
            }}
          />
        ) : (
          <EnableSecondFactor known={known} onDone={() => void renewEverywhere()} />
        )}
        <Leave />
      </Stack>
    </Door>
  );
}

function Leave() {
  const leave = useMutation({ mutationFn: signOut, onError: notifyFailure });
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {t('console.sign-in.leave')}
    </Button>
  );
}
