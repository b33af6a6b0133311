import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ProofBody } from '../../contracts/account.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What happens then. */
  readonly how: string;
  readonly confirm: string;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly danger?: boolean;
  readonly onProof: (proof: ProofBody) => void;
};

/** Asks for both factors before a change that somebody at an open screen must not be able to make. */
export function ProofDialog({ opened, onClose, title, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <ProofForm onClose={onClose} {...rest} />
    </Modal>
  );
}

function ProofForm({
  onClose,
  how,
  confirm,
  error,
  isPending,
  danger = false,
  onProof,
}: Omit<Props, 'opened' | 'title'>) {
  const form = useForm<ProofBody>({
    initialValues: { password: '', code: '' },
    validate: {
      password: (value) => (value === '' ? t('console.signIn.passwordMissing') : null),
      code: (value) => (value.trim() === '' ? t('console.sign-in.codeMissing') : null),
    },
  });
  const submit = form.onSubmit(onProof, (problems) =>
    form.getInputNode(Object.keys(problems)[0] ?? 'password')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{how}</Text>
        <PasswordInput
          label={t('console.account.currentPassword')}
          name="password"
          autoComplete="current-password"
          maxLength={128}
          data-autofocus
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('console.account.proofCode')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          maxLength={40}
          {...form.getInputProps('code')}
        />
        <Failure error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={isPending} {...(danger && { color: 'red.8' })}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
