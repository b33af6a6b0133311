import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '../frame/failure.tsx';
import { leavePage, usePresence } from '../presence.ts';
import { useSession } from '../session.tsx';
import { leaveForSignIn } from '../sign-out.ts';
import { t } from '../words.ts';
import { CodeForm } from './code-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { renewEverywhere } from './use-sign-in.ts';

/** Above every dialog and notice of the page. */
const ABOVE_ALL = 1_000;

/** It hides the page: whoever passes by an abandoned screen reads nothing. */
const HIDING = { color: 'var(--mantine-color-body)', backgroundOpacity: 1 } as const;

/** Over the page of somebody whose session has ended: the way back in, and the way out. Nothing else closes it. */
export function EnterAgain() {
  const isEnded = usePresence() === 'ended';
  return (
    <Modal
      opened={isEnded}
      onClose={() => undefined}
      title={t('console.session.ended')}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      overlayProps={HIDING}
      zIndex={ABOVE_ALL}
    >
      <Stack gap="md">
        <Text>{t('console.session.endedHow')}</Text>
        <Steps />
        <Button variant="default" onClick={() => leavePage(leaveForSignIn)}>
          {t('console.sign-in.leave')}
        </Button>
      </Stack>
    </Modal>
  );
}

function Steps() {
  const { email } = useSession().staff;
  const [asksCode, setAsksCode] = useState(false);
  const renew = useMutation({ mutationFn: renewEverywhere });
  const goOn = () => renew.mutate();
  return (
    <>
      {asksCode ? (
        <CodeForm onConfirmed={goOn} onStartAgain={() => setAsksCode(false)} />
      ) : (
        <PasswordForm
          email={email}
          onEntered={(_typed, { next }) => (next === 'ready' ? goOn() : setAsksCode(true))}
        />
      )}
      <Failure error={renew.error} onRetry={goOn} />
    </>
  );
}
