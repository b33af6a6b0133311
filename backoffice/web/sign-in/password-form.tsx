import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import type { SignInAnswer, SignInBody } from '../../contracts/session.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { useEnter } from './use-sign-in.ts';

type Props = {
  readonly email: string;
  readonly onEntered: (typed: SignInBody, answer: SignInAnswer) => void;
};

/** Address and password. A refusal keeps both as they were typed. In a dialog that knows the address, the password is next. */
export function PasswordForm({ email, onEntered }: Props) {
  const enter = useEnter();
  const password = useRef<HTMLInputElement>(null);
  const form = useForm<SignInBody>({
    initialValues: { email, password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? t('console.signIn.emailMissing') : null),
      password: (value) => (value === '' ? t('console.signIn.passwordMissing') : null),
    },
  });
  const submit = form.onSubmit(
    (typed) =>
      enter.mutate(typed, {
        onSuccess: (answer) => onEntered(typed, answer),
        onError: () => password.current?.focus(),
      }),
    (problems) => form.getInputNode(Object.keys(problems)[0] ?? 'email')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Failure error={enter.error} title={t('console.signIn.problem')} />
        <TextInput
          label={t('console.signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('console.signIn.password')}
          name="password"
          autoComplete="current-password"
          maxLength={128}
          {...(email !== '' && { 'data-autofocus': true })}
          {...form.getInputProps('password')}
          ref={password}
        />
        <Button type="submit" fullWidth loading={enter.isPending}>
          {t('console.signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
