import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { useChangePassword } from './use-account.ts';

type Props = {
  /** The current password when it was typed a moment ago; empty to ask for it. */
  readonly known?: string;
  readonly onChanged: (password: string) => void;
};

/** Another password, in exchange for the current one. */
export function ChangePasswordForm({ known = '', onChanged }: Props) {
  const change = useChangePassword();
  const missing = (value: string) => (value === '' ? t('console.signIn.passwordMissing') : null);
  const form = useForm({
    initialValues: { current: known, password: '' },
    validate: { current: missing, password: missing },
  });
  const submit = form.onSubmit(
    (body) =>
      change.mutate(body, {
        onSuccess: () => {
          form.reset();
          onChanged(body.password);
        },
      }),
    (problems) => form.getInputNode(Object.keys(problems)[0] ?? 'current')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw="24rem">
        {known === '' && (
          <PasswordInput
            label={t('console.account.currentPassword')}
            name="current-password"
            autoComplete="current-password"
            maxLength={128}
            {...form.getInputProps('current')}
          />
        )}
        <PasswordInput
          label={t('console.account.newPassword')}
          description={t('console.account.passwordHow')}
          name="new-password"
          autoComplete="new-password"
          maxLength={128}
          {...form.getInputProps('password')}
        />
        <Failure error={change.error} />
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('console.account.changePassword')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
