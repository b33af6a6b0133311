import { Button, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { SendingBody } from '../../contracts/channels.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { t } from '../words.ts';
import { useSending } from './use-whatsapp.ts';

const CAUSES = ['maintenance', 'content-review', 'whatsapp-request', 'other'] as const;
const MAX_NOTE = 300;

type Values = { readonly cause: '' | (typeof CAUSES)[number]; readonly note: string };

/** Stops what Vecino sends by itself, for a cause that everybody will read. */
export function StopSending() {
  const [isAsked, setAsked] = useState(false);
  const change = useSending();
  const form = useStopForm();
  const close = () => {
    setAsked(false);
    form.reset();
  };
  const submit = form.onSubmit(
    (values) => change.mutate(toBody(values), { onSuccess: close }),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? 'cause')?.focus(),
  );
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('console.channels.stop')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={close}
        onConfirm={submit}
        title={t('console.channels.stopAsk')}
        confirm={t('console.channels.stopYes')}
        cancel={t('console.channels.back')}
        pending={change.isPending}
        error={change.error}
      >
        <Stack gap="sm">
          <Text>{t('console.channels.stopWhat')}</Text>
          <Fields form={form} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function Fields({ form }: { readonly form: ReturnType<typeof useStopForm> }) {
  return (
    <>
      <NativeSelect
        label={t('console.channels.cause')}
        data={[
          { value: '', label: t('console.channels.cause.choose') },
          ...CAUSES.map((value) => ({ value, label: t(`console.channels.cause.${value}`) })),
        ]}
        required
        withAsterisk={false}
        {...form.getInputProps('cause')}
      />
      {form.values.cause === 'other' && (
        <Textarea
          label={t('console.channels.note')}
          description={t('console.channels.noteHow')}
          maxLength={MAX_NOTE}
          autosize
          minRows={2}
          required
          withAsterisk={false}
          {...form.getInputProps('note')}
        />
      )}
    </>
  );
}

function useStopForm() {
  return useForm<Values>({
    initialValues: { cause: '', note: '' },
    validate: {
      cause: (cause) => (cause === '' ? t('console.channels.cause.missing') : null),
      note: (note, { cause }) =>
        cause === 'other' && note.trim() === '' ? t('console.channels.noteMissing') : null,
    },
  });
}

/** Without a cause the form is not sent. */
function toBody({ cause, note }: Values): SendingBody {
  return cause === 'other' || cause === ''
    ? { action: 'stop', cause: 'other', note }
    : { action: 'stop', cause };
}
