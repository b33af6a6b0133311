import './account.css';
import { Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import type { PreparedSecondFactor } from '../../contracts/account.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { Copy } from './copy.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useConfirmSecondFactor, usePrepareSecondFactor } from './use-account.ts';

type Props = {
  /** The password when it was typed a moment ago; empty to ask for it. */
  readonly known?: string;
  /** It is on, and the recovery codes were seen. */
  readonly onDone: () => void;
};

/** Password, picture to scan, code to confirm, recovery codes to keep: one after the other. */
export function EnableSecondFactor({ known = '', onDone }: Props) {
  const prepare = usePrepareSecondFactor();
  const confirm = useConfirmSecondFactor();
  const { mutate, isIdle } = prepare;
  useEffect(() => {
    if (known !== '' && isIdle) {
      mutate(known);
    }
  }, [known, isIdle, mutate]);

  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.codes} onSaved={onDone} />;
  }
  if (prepare.data) {
    return (
      <Scan
        prepared={prepare.data}
        error={confirm.error}
        isPending={confirm.isPending}
        onCode={(code) => confirm.mutate(code)}
      />
    );
  }
  return <AskPassword error={prepare.error} isPending={prepare.isPending} onPassword={mutate} />;
}

type AskPasswordProps = {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onPassword: (password: string) => void;
};

function AskPassword({ error, isPending, onPassword }: AskPasswordProps) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('console.signIn.passwordMissing') : null) },
  });
  const submit = form.onSubmit(
    ({ password }) => onPassword(password),
    () => form.getInputNode('password')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw="24rem">
        <PasswordInput
          label={t('console.account.askPassword')}
          name="password"
          autoComplete="current-password"
          maxLength={128}
          {...form.getInputProps('password')}
        />
        <Failure error={error} />
        <div>
          <Button type="submit" loading={isPending}>
            {t('console.account.continue')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

type ScanProps = {
  readonly prepared: PreparedSecondFactor;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
};

function Scan({ prepared: { qr, secret }, error, isPending, onCode }: ScanProps) {
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
        <Text>{t('console.account.scan')}</Text>
        <img className="factor-qr" src={qr} alt={t('console.account.scanAlt')} />
        <Text>{t('console.account.secret')}</Text>
        <Code className="factor-secret">{inGroups(secret)}</Code>
        <div>
          <Copy value={secret} words={t('console.account.copySecret')} />
        </div>
        <TextInput
          label={t('console.account.confirmCode')}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={12}
          maw="24rem"
          {...form.getInputProps('code')}
        />
        <Failure error={error} />
        <div>
          <Button type="submit" loading={isPending}>
            {t('console.account.confirm')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** As people read it aloud: 'JBSW Y3DP'. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
