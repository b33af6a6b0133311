import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvitedView } from '../../contracts/staff.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useOptionalSession } from '../session.tsx';
import { t } from '../words.ts';
import { Door } from './door.tsx';
import { Entered } from './entered.tsx';
import { LinkNotValid } from './link-not-valid.tsx';
import { isRefusedAs, takeLinkSecret } from './link-secret.ts';
import { RedeemForm } from './redeem-form.tsx';
import { enterAnew } from './use-sign-in.ts';

/** The link of an invitation. Its secret is taken out of the address before anything else happens. */
export function Screen() {
  const [secret] = useState(takeLinkSecret);
  const [typedPassword, setTypedPassword] = useState<string | null>(null);
  const session = useOptionalSession();

  if (typedPassword !== null && session !== null) {
    return <Entered session={session} typedPassword={typedPassword} />;
  }
  return (
    <Invited
      secret={secret}
      onRedeemed={(password) => {
        void enterAnew();
        setTypedPassword(password);
      }}
    />
  );
}

type InvitedProps = { readonly secret: string; readonly onRedeemed: (password: string) => void };

function Invited({ secret, onRedeemed }: InvitedProps) {
  const invited = useQuery({
    queryKey: ['invitation'],
    queryFn: () => api.post<InvitedView>('/invitations/look', { secret }),
    enabled: secret !== '',
    gcTime: 0,
    retry: false,
  });
  const isNotValid = secret === '' || isRefusedAs(invited.error, 'invitation-not-valid');
  if (isNotValid) {
    return <LinkNotValid how={t('console.invitation.notValidHow')} />;
  }
  if (!invited.data) {
    return (
      <Door title={t('console.invitation.title')}>
        <Text role="status">{t('console.frame.loading')}</Text>
        <Failure error={invited.error} onRetry={() => void invited.refetch()} />
      </Door>
    );
  }
  const { email, role, name } = invited.data;
  return (
    <Door
      title={t('console.invitation.title')}
      description={t('console.invitation.intro', { email, role: t(`console.role.${role}`) })}
    >
      <Text mb="md">{t('console.invitation.how')}</Text>
      <RedeemForm secret={secret} email={email} name={name} onRedeemed={onRedeemed} />
    </Door>
  );
}
