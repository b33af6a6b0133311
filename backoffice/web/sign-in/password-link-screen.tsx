import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInAnswer } from '../../contracts/session.ts';
import type { PasswordLinkView } from '../../contracts/staff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useOptionalSession } from '../session.tsx';
import { t } from '../words.ts';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { CodeForm } from './code-form.tsx';
import { Door } from './door.tsx';
import { Entered } from './entered.tsx';
import { LinkNotValid } from './link-not-valid.tsx';
import { isRefusedAs, takeLinkSecret } from './link-secret.ts';
import { enterAnew, useEnterAt } from './use-sign-in.ts';

/** The link to another password. Its secret is taken out of the address before anything else happens. */
export function Screen() {
  const [secret] = useState(takeLinkSecret);
  const [chosen, setChosen] = useState<{ readonly password: string; readonly asksCode: boolean } | null>(
    null,
  );
  const session = useOptionalSession();
  const enterAt = useEnterAt();
  const enter = (password: string) => {
    void enterAnew();
    setChosen({ password, asksCode: false });
  };
  const goOn = (password: string, next: SignInAnswer['next']) =>
    next === 'ready' ? enter(password) : setChosen({ password, asksCode: true });

  if (chosen?.asksCode) {
    return (
      <Door title={t('console.sign-in.codeTitle')}>
        <CodeForm onConfirmed={() => enter(chosen.password)} onStartAgain={() => enterAt('/entrar')} />
      </Door>
    );
  }
  if (chosen !== null && session !== null) {
    return <Entered session={session} typedPassword={chosen.password} />;
  }
  return <Choosing secret={secret} onChosen={goOn} />;
}

type ChoosingProps = {
  readonly secret: string;
  readonly onChosen: (password: string, next: SignInAnswer['next']) => void;
};

function Choosing({ secret, onChosen }: ChoosingProps) {
  const owner = useQuery({
    queryKey: ['password-link'],
    queryFn: () => api.post<PasswordLinkView>('/password-links/look', { secret }),
    enabled: secret !== '',
    gcTime: 0,
    retry: false,
    // It works once: when it was used here, that it is gone is no news.
    refetchOnWindowFocus: false,
  });
  if (secret === '' || isRefusedAs(owner.error, 'password-link-not-valid')) {
    return <LinkNotValid how={t('console.password-link.notValidHow')} />;
  }
  return (
    <Door title={t('console.password-link.title')} description={owner.data?.email}>
      {owner.isPending && <Text role="status">{t('console.frame.loading')}</Text>}
      <Failure error={owner.error} onRetry={() => void owner.refetch()} />
      {owner.data && (
        <>
          <Text mb="md">{t('console.password-link.how')}</Text>
          <ChoosePasswordForm secret={secret} email={owner.data.email} onChosen={onChosen} />
        </>
      )}
    </Door>
  );
}
