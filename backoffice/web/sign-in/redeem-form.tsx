import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { SignInAnswer } from '../../contracts/session.ts';
import type { RedemptionBody } from '../../contracts/staff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';

type Props = {
  readonly secret: string;
  readonly email: string;
  readonly name: string;
  readonly onRedeemed: (password: string) => void;
};

/** What an invited person chooses. */
export function RedeemForm({ secret, email, name, onRedeemed }: Props) {
  const redeem = useMutation({
    mutationFn: (body: RedemptionBody) => api.post<SignInAnswer>('/invitations/redeem', body),
  });
  const form = useForm({
    initialValues: { name, password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('console.invitation.nameMissing') : null),
      password: (value) => (value === '' ? t('console.signIn.passwordMissing') : null),
    },
  });
  const submit = form.onSubmit(
    (typed) => redeem.mutate({ secret, ...typed }, { onSuccess: () => onRedeemed(typed.password) }),
    (problems) => form.getInputNode(Object.keys(problems)[0] ?? 'name')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('console.invitation.name')}
          name="name"
          autoComplete="name"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        {/* Password managers keep the password under this address. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('console.signIn.password')}
          description={t('console.account.passwordHow')}
          name="password"
          autoComplete="new-password"
          maxLength={128}
          {...form.getInputProps('password')}
        />
        <Failure error={redeem.error} />
        <Button type="submit" fullWidth loading={redeem.isPending}>
          {t('console.invitation.submit')}
        </Button>
      </Stack>
    </form>
  );
}
