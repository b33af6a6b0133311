import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { t } from '../words.ts';
import { useSending } from './use-whatsapp.ts';

/** Lets what Vecino sends by itself go on, after asking once more. */
export function ResumeSending() {
  const [isAsked, setAsked] = useState(false);
  const change = useSending();
  const resume = () => change.mutate({ action: 'resume' }, { onSuccess: () => setAsked(false) });
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('console.channels.resume')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={resume}
        title={t('console.channels.resumeAsk')}
        confirm={t('console.channels.resumeYes')}
        cancel={t('console.channels.back')}
        pending={change.isPending}
        error={change.error}
      >
        {t('console.channels.resumeWhat')}
      </ConfirmDialog>
    </>
  );
}
