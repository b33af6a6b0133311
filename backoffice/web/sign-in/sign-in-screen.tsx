import { Alert, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useEntity } from '../entity.ts';
import { useOptionalSession } from '../session.tsx';
import { t } from '../words.ts';
import { CodeForm } from './code-form.tsx';
import { Door } from './door.tsx';
import { FirstAccount } from './first-account.tsx';
import { PasswordForm } from './password-form.tsx';
import { SetUp } from './set-up.tsx';
import { renewEverywhere, useDoorSearch, useEnterAt } from './use-sign-in.ts';

/** Entering: password, then a code when the account has a second factor, then what is still to be set up. */
export function Screen() {
  const session = useOptionalSession();
  const [typed, setTyped] = useState({ email: '', password: '' });
  const [asksCode, setAsksCode] = useState(false);
  const isReady = session !== null && session.missing.length === 0;
  useGoOn(isReady);

  if (session !== null) {
    return isReady ? null : <SetUp session={session} typedPassword={typed.password} />;
  }
  if (asksCode) {
    return (
      <Door title={t('console.sign-in.codeTitle')} description={typed.email}>
        <CodeForm onConfirmed={() => void renewEverywhere()} onStartAgain={() => setAsksCode(false)} />
      </Door>
    );
  }
  return (
    <Credentials
      email={typed.email}
      onEntered={(next, body) => {
        setTyped(body);
        setAsksCode(next === 'second-step');
        if (next === 'ready') {
          void renewEverywhere();
        }
      }}
    />
  );
}

type CredentialsProps = {
  readonly email: string;
  readonly onEntered: (next: 'ready' | 'second-step', typed: { email: string; password: string }) => void;
};

function Credentials({ email, onEntered }: CredentialsProps) {
  const { name } = useEntity();
  const { hasLeft } = useDoorSearch();
  return (
    <Door title={t('console.signIn.title')} description={t('console.signIn.intro', { entity: name })}>
      <FirstAccount />
      {hasLeft && (
        <Alert role="status" color="blue" mb="md">
          {t('console.signIn.signedOut')}
        </Alert>
      )}
      <PasswordForm email={email} onEntered={(typed, { next }) => onEntered(next, typed)} />
      <Text size="sm" mt="lg">
        <strong>{t('console.sign-in.forgot')}</strong> {t('console.sign-in.forgotHow')}
      </Text>
    </Door>
  );
}

/** Whoever is in goes where they wanted to. */
function useGoOn(isReady: boolean): void {
  const { returnTo } = useDoorSearch();
  const enterAt = useEnterAt();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it becomes ready.
  useEffect(() => {
    if (isReady) {
      enterAt(returnTo);
    }
  }, [isReady]);
}
