import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { SignInAnswer } from '../../contracts/session.ts';
import type { ChosenPasswordBody } from '../../contracts/staff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';

type Props = {
  readonly secret: string;
  readonly email: string;
  readonly onChosen: (password: string, next: SignInAnswer['next']) => void;
};

/** Another password, in exchange for the secret of a link. */
export function ChoosePasswordForm({ secret, email, onChosen }: Props) {
  const choose = useMutation({
    mutationFn: (body: ChosenPasswordBody) => api.post<SignInAnswer>('/password-links/redeem', body),
  });
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('console.signIn.passwordMissing') : null) },
  });
  const submit = form.onSubmit(
    ({ password }) =>
      choose.mutate({ secret, password }, { onSuccess: ({ next }) => onChosen(password, next) }),
    () => form.getInputNode('password')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {/* Password managers keep the password under this address. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('console.account.newPassword')}
          description={t('console.account.passwordHow')}
          name="password"
          autoComplete="new-password"
          maxLength={128}
          {...form.getInputProps('password')}
        />
        <Failure error={choose.error} />
        <Button type="submit" fullWidth loading={choose.isPending}>
          {t('console.password-link.submit')}
        </Button>
      </Stack>
    </form>
  );
}
