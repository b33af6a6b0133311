import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ApiFailure } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { useConfirm } from './use-sign-in.ts';

type Props = {
  readonly onConfirmed: () => void;
  readonly onStartAgain: () => void;
};

/** The second step: a code of the phone, or a recovery code. */
export function CodeForm({ onConfirmed, onStartAgain }: Props) {
  const [usesRecovery, setUsesRecovery] = useState(false);
  const confirm = useConfirm();
  const isOver = confirm.error instanceof ApiFailure && confirm.error.code === 'sign-in-expired';
  const change = () => {
    confirm.reset();
    setUsesRecovery(!usesRecovery);
  };
  return (
    <Stack gap="md">
      <Text>{t(usesRecovery ? 'console.sign-in.recoveryHow' : 'console.sign-in.codeHow')}</Text>
      <Failure error={confirm.error} title={t('console.signIn.problem')} />
      {!isOver && (
        <Code
          key={String(usesRecovery)}
          usesRecovery={usesRecovery}
          isPending={confirm.isPending}
          onCode={(code) => confirm.mutate({ code }, { onSuccess: onConfirmed })}
        />
      )}
      {!isOver && (
        <Button variant="subtle" onClick={change} styles={WRAPPING}>
          {t(usesRecovery ? 'console.sign-in.useCode' : 'console.sign-in.useRecovery')}
        </Button>
      )}
      <Button variant="default" onClick={onStartAgain}>
        {t('console.sign-in.startAgain')}
      </Button>
    </Stack>
  );
}

/** Long words take two lines on a phone. */
const WRAPPING = {
  root: { height: 'auto', paddingBlock: '0.5rem' },
  label: { whiteSpace: 'normal' },
} as const;

type CodeProps = {
  readonly usesRecovery: boolean;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
};

function Code({ usesRecovery, isPending, onCode }: CodeProps) {
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? t('console.sign-in.codeMissing') : null) },
  });
  const submit = form.onSubmit(
    ({ code }) => onCode(code),
    () => form.getInputNode('code')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t(usesRecovery ? 'console.sign-in.recovery' : 'console.sign-in.code')}
          name="code"
          autoComplete={usesRecovery ? 'off' : 'one-time-code'}
          inputMode={usesRecovery ? 'text' : 'numeric'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          data-autofocus
          autoFocus
          {...form.getInputProps('code')}
        />
        <Button type="submit" fullWidth loading={isPending}>
          {t('console.signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
